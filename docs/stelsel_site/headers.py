"""Pages from header files: comments become text, declarations code, and names link to where they stand."""
import re


def escape(text):
    """Text of a comment for Markdown, but for what is between backquotes."""
    parts = re.split(r"(`[^`]+`)", text)
    for i in range(0, len(parts), 2):
        plain = parts[i].replace("<", "&lt;").replace("{", "&#123;")
        plain = re.sub(r"([*_\[\]|])", r"\\\1", plain)
        parts[i] = re.sub(r"https?://[^\s)]+", lambda match: f"<{match.group(0)}>".replace("\\", ""), plain)
    return "".join(parts)


def prose(lines):
    """Lines of a comment, without its marks, as Markdown: set in by four is code, by one to three a list."""
    out, code = [], []

    def end_code():
        if code:
            out.extend(["", "```c", *[line[4:] for line in code], "```", ""])
            code.clear()

    after_blank, in_item = True, False
    for line in lines + [""]:
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth >= 4 and (code or (after_blank and not in_item)):
            code.append(line)
            after_blank = False
            continue
        if not line.strip() and code:
            code.append("    ")
            continue
        end_code()
        item = depth in (1, 2, 3)
        if item:
            number = re.match(r"\s*(\d+)\. +(.*)", line)
            out.extend([""] * (not in_item) + [f"{number.group(1)}. {escape(number.group(2))}" if number else "- " + escape(line.strip())])
            in_item = True
        elif in_item and depth >= 4:
            out.append("    " + escape(line.strip()))
        else:
            if in_item and line.strip():
                out.append("")
            in_item = in_item and not line.strip()
            out.append(escape(line.strip()))
        after_blank = not line.strip()
    end_code()
    return "\n".join(out).strip()


def comment_lines(block):
    """The text of a comment of either kind, one that the code is set in by as well."""
    lines = block.strip("\n").split("\n")
    text = []
    for line in lines:
        line = re.sub(r"^\s*(/\*+|\*/|\*(?!\*)|///?)", "", line)
        line = re.sub(r"\s*\*/\s*$", "", line)
        text.append(line[1:] if line.startswith(" ") else line)
    return text


class Chunk:
    def __init__(self, comment, code):
        self.comment, self.code = comment, code


def chunks(text):
    """Comments each with the declarations right below it; a blank line ends that."""
    found, comment, code, depth = [], [], [], 0
    state = None

    def flush():
        nonlocal comment, code
        if comment or code:
            found.append(Chunk("\n".join(comment), "\n".join(code)))
        comment, code = [], []

    for line in text.split("\n"):
        bare = line.strip()
        if state == "comment":
            comment.append(line)
            if bare.endswith("*/"):
                state = None
            continue
        continues = depth > 0 or (code and code[-1].endswith("\\"))
        if not continues and not bare:
            flush()
        elif not continues and bare.startswith(("/*", "//")):
            if code or (comment and not bare.startswith("//")):
                flush()
            comment.append(line)
            if bare.startswith("/*") and not bare.endswith("*/"):
                state = "comment"
        else:
            code.append(line)
            plain = re.sub(r'//.*|/\*.*?\*/|"[^"]*"', "", line)
            depth += plain.count("{") + plain.count("(") - plain.count("}") - plain.count(")")
            if re.match(r'\s*extern "C" \{$', line):
                depth -= 1
            depth = max(depth, 0)
    flush()
    return found


def fenced(code, language="c"):
    lines = code.strip("\n").split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return f"```{language}\n" + "\n".join(line[margin:] for line in lines) + "\n```\n"


def member_names(code):
    return re.findall(r"\(\*(\w+)\)|\b(\w+)(?:\[\w*\])?;", re.sub(r"\([^()*][^()]*(\([^()]*\)[^()]*)*\)\s*;", ";", code))


def functions_of(struct, body):
    """The members of a table of functions, a group at a time."""
    out = []
    for chunk in chunks(body):
        names = [one or other for one, other in member_names(chunk.code)]
        shown = [name for name in names if name not in ("size", "self")]
        if shown:
            anchors = "".join(f'<a id="{struct}-{name}"></a>' for name in shown[1:])
            heading = ", ".join(f"`{name}`" for name in shown)
            out.append(f"#### {anchors}{heading} {{#{struct}-{shown[0]}}}\n")
        if chunk.code:
            out.append(fenced(chunk.code))
        if chunk.comment:
            out.append(prose(comment_lines(chunk.comment)) + "\n")
    return out


IGNORED = re.compile(r'^(#(ifndef|define) STELSEL_(\w+_H_|\w+_HPP_)|#include|#ifdef __cplusplus|#endif|extern "C"|\} /\*|#if defined|#else)')


def c_page(text, name, title):
    """A header in C: a heading for each section, struct and function."""
    found = chunks(text)
    out = [f"# {title}\n", f"`#include \"stelsel/{name}\"`\n"]
    known = set()
    for number, chunk in enumerate(found):
        code = chunk.code if not IGNORED.match(chunk.code) or "\n" in chunk.code and "ARROW" in chunk.code else ""
        if chunk.code.startswith("#define STELSEL_HAS"):
            code = chunk.code
        comment = comment_lines(chunk.comment) if chunk.comment else []
        if comment and re.match(r"-{3,} .+? -{3,}$", comment[0].strip()):
            out.append("## " + comment[0].strip(" -") + "\n")
            comment = comment[1:]
        elif number == 0 and comment:
            comment[0] = opening(comment[0])
        declared = re.search(r"(?:typedef )?(?:struct|enum) (\w+) \{", code)
        function = re.search(r"STELSEL_EXPORT [^()]*?\b(\w+)\(|static inline [^()]*?\b(stelsel_\w+)\(", code)
        label = (declared and declared.group(1)) or (function and (function.group(1) or function.group(2)))
        if label and label.endswith("_"):
            continue  # names that end so are not promised
        if label:
            out.append(f"### `{label}` {{#{label}}}\n")
            known.add(label)
        if comment:
            out.append(prose(comment) + "\n")
        body = re.search(r"struct \w+ \{\n(.*)\n\}", code, re.S)
        if body and "(*" in code and label.startswith("stelsel_"):
            out += functions_of(label, body.group(1))
        elif function and "{" in code:
            out.append(fenced("\n".join(signatures(code))))
        elif code:
            out.append(fenced(code))
    return linked("\n".join(out), known)


def opening(line):
    """The first line of a header, without its name."""
    line = re.sub(r"^\S+\.hp* - ", "", line)
    return line[:1].upper() + line[1:]


def signatures(code):
    """What is declared, without what it does."""
    return [re.sub(r"^static inline ", "", one) + ";" for one in re.findall(r"^(static inline [^{;]*?\))\s*\{", code, re.M | re.S)]


def linked(text, known):
    """Names of structs and functions as links to their headings, in text only."""
    out, fence = [], False
    for line in text.split("\n"):
        if line.startswith("```"):
            fence = not fence
        if not fence and not line.startswith("#"):
            line = re.sub(r"(?<![\w`#(\\])(?:stelsel(?:\\_\w+)+)", lambda match: link_of(match.group(0), known), line)
        out.append(line)
    return "\n".join(out)


def link_of(word, known):
    name = word.replace("\\", "")
    return f"[`{name}`](#{name})" if name in known else word


# ---- C++ --------------------------------------------------------------------------------------


def synopsis(code):
    """A class as its users see it: what is public, with comments, and no bodies of functions."""
    out, i, start, depth = [], 0, 0, 0
    text = strip_private(code)
    while i < len(text):
        skip = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.S).match(text, i)
        if skip:
            i = skip.end()
            continue
        if text[i] == "{" and is_body(text[start:i]):
            head = text[start:i].rstrip()
            end = matching(text, i)
            out.append(without_initializers(head) + ";")
            i = start = end + (1 if text[end:end + 1] == ";" else 0)
            continue
        if text[i] in ";{}":
            out.append(text[start:i + 1])
            start = i + 1
        i += 1
    out.append(text[start:])
    joined = "".join(out)
    return re.sub(r"\n\s*\n+", "\n", joined).strip()


def is_body(head):
    plain = re.sub(r"//[^\n]*", "", head)
    return ")" in plain and not re.search(r"=\s*$", plain) and not re.search(r"\b(class|struct|enum)\b[^()]*$", plain)


def without_initializers(head):
    """A constructor without what it sets."""
    comments = re.match(r"(\s*(?://[^\n]*\n\s*)*)(.*)", head, re.S)
    lead, plain = comments.group(1), comments.group(2)
    depth = 0
    for i, letter in enumerate(plain):
        depth += (letter in "(<") - (letter in ")>")
        if letter == ":" and plain[i - 1:i + 2].count(":") == 1 and depth == 0 and ")" in plain[:i]:
            return lead + plain[:i].rstrip()
    return head


def matching(text, i):
    depth = 0
    while i < len(text):
        skip = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'').match(text, i)
        if skip:
            i = skip.end()
            continue
        depth += (text[i] == "{") - (text[i] == "}")
        i += 1
        if depth == 0:
            return i
    return i


def strip_private(code):
    """Without the sections that are not public, nor friends."""
    lines, public = [], True
    for line in code.split("\n"):
        access = re.match(r"^ (public|private|protected):", line)
        if access:
            public = access.group(1) != "private"
            if access.group(1) == "protected":
                lines.append(line)
            continue
        if re.match(r"^\}", line):
            public = True
        if public and not re.match(r"^  friend ", line):
            lines.append(line)
    return "\n".join(lines)


LABEL = re.compile(r"^(?:class|struct|enum class|enum) (\w+)|^#define (\w+)"
                   r"|^(?:inline |constexpr |template[^\n]*\n)*[\w:<> *&]+?\b(\w+)\(", re.M)


def cpp_page(texts, name, title):
    """A header in C++ with its parts: a heading for each class and function that has a comment for its users."""
    out = [f"# {title}\n", f"`#include \"stelsel/{name}\"`\n"]
    seen = set()
    for number, text in enumerate(texts):
        found = chunks(without_detail(text))
        if number == 0 and found[0].comment:
            first = comment_lines(found[0].comment)
            out.append(prose([opening(first[0]), *first[1:]]).replace("```c\n", "```cpp\n") + "\n")
        for chunk in found:
            label = LABEL.search(chunk.code)
            if not label or not chunk.comment.startswith("///"):
                continue
            label = next(one for one in label.groups() if one)
            if label not in seen:
                out.append(f"## `{label}` {{#{label}}}\n")
            seen.add(label)
            out += [prose(comment_lines(chunk.comment)) + "\n", fenced(synopsis(chunk.code), "cpp")]
    return "\n".join(out)


def without_detail(text):
    text = re.sub(r"^namespace detail \{\n.*?^\}  // namespace detail\n", "", text, flags=re.M | re.S)
    return re.sub(r"^namespace \w+ \{$|^\}  // namespace.*$", "", text, flags=re.M)
