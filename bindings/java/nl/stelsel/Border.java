package nl.stelsel;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.stelsel.StelselException.Code;

/** The border of stelsel (stelsel.h) in JNA: the library, its tables of functions, and errors. */
final class Border {
  private static final int VERSION_MAJOR = 1;
  private static final int ERROR_SIZE = 4096;
  private static final int WORD = 8;

  /** Each table in the order of stelsel.h. */
  private static final Map<String, String> SERVICES = Map.of(
      "host.model/1", "retain release table_count table_name schema row_count stream as_of begin upsert erase commit"
          + " abandon diff keep revision",
      "host.findings/1", "make release count stream write",
      "host.output/1", "write to_file to_function commit release",
      "host.log/1", "log",
      "host.progress/1", "advance cancelled make cancel release",
      "host.engine/1", "read check run commit calculate query commit_with history verify backup");

  private final NativeLibrary library;

  /** The library at {@code path}; else at $STELSEL_LIBRARY; else where the system finds it. */
  Border(String path) {
    String named = System.getenv("STELSEL_LIBRARY");
    if (path != null) {
      library = load("as asked for", path);
    } else if (named != null && !named.isEmpty()) {
      library = load("from STELSEL_LIBRARY", named);
    } else {
      library = load("where the system looks", "libstelsel.so.1", "libstelsel.so");
    }
    int version = library.getFunction("stelsel_version").invokeInt(new Object[0]);
    if (version >>> 16 != VERSION_MAJOR) {
      throw new StelselException(
          Code.FAILED_PRECONDITION, library.getFile() + " has another major version of the border");
    }
  }

  private static NativeLibrary load(String from, String... names) {
    List<String> refused = new ArrayList<>();
    for (String name : names) {
      try {
        return NativeLibrary.getInstance(name);
      } catch (UnsatisfiedLinkError error) {
        refused.add(String.valueOf(error.getMessage()).lines().findFirst().orElse("it does not load"));
      }
    }
    throw new StelselException(Code.NOT_FOUND, "the stelsel library was not found: tried " + String.join(" and ", names)
        + ", " + from + " (" + String.join("; ", refused) + "); set STELSEL_LIBRARY to its path");
  }

  Pointer open(String options) {
    try (Memory error = newError()) {
      Pointer host = utf8(library.getFunction("stelsel_open")).invokePointer(new Object[] {options, error});
      if (host == null) throw exception(error);
      return host;
    }
  }

  void close(Pointer host) {
    library.getFunction("stelsel_close").invokeVoid(new Object[] {host});
  }

  Table service(Pointer host, String id) {
    Pointer table = utf8(library.getFunction("stelsel_service")).invokePointer(new Object[] {host, id});
    if (table == null) throw new StelselException(Code.UNIMPLEMENTED, "this stelsel has no " + id);
    return new Table(table, SERVICES.get(id).split(" "));
  }

  /** A text that the library reads to its end, and as it is. */
  static String checked(String text) {
    for (int i = 0; i < text.length(); ++i) {
      char unit = text.charAt(i);
      if (unit == 0) throw new StelselException(Code.INVALID_ARGUMENT, "a text with a NUL character was given");
      if (!Character.isSurrogate(unit)) continue;
      boolean whole = Character.isHighSurrogate(unit) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
      if (!whole) {
        throw new StelselException(Code.INVALID_ARGUMENT, "a text with half a character (a lone surrogate) was given");
      }
      ++i;
    }
    return text;
  }

  private static Object[] checked(Object... given) {
    for (Object one : given) {
      if (one instanceof String text) checked(text);
    }
    return given;
  }

  private static Function utf8(Pointer address) {
    return Function.getFunction(address, Function.C_CONVENTION, "UTF-8");
  }

  private static Memory newError() {
    Memory error = zeroed(ERROR_SIZE);
    error.setInt(0, ERROR_SIZE);
    return error;
  }

  private static StelselException exception(Memory error) {
    return new StelselException(Code.of(error.getInt(4)), error.getString(WORD, "UTF-8"));
  }

  static Memory zeroed(long size) {
    Memory memory = new Memory(size);
    memory.clear();
    return memory;
  }

  /** A pointer that a call fills in. */
  static Memory out() {
    return zeroed(WORD);
  }

  /** A table of functions. */
  static final class Table {
    private final Map<String, Function> functions = new HashMap<>();

    Table(Pointer address, String... names) {
      int size = address.getInt(0);
      int offset = WORD;
      for (String name : names) {
        Pointer function = offset + WORD <= size ? address.getPointer(offset) : null;
        if (function != null) functions.put(name, utf8(function));
        offset += WORD;
      }
    }

    Function get(String name) {
      Function function = functions.get(name);
      if (function == null) {
        throw new StelselException(Code.UNIMPLEMENTED, "this stelsel has no " + name + ": its library is older");
      }
      return function;
    }

    /** Calls a function that can fail; its last argument, the error, is left out. */
    void call(String name, Object... given) {
      try (Memory error = newError()) {
        Object[] all = Arrays.copyOf(given, given.length + 1);
        all[given.length] = error;
        if (get(name).invokeInt(checked(all)) != 0) throw exception(error);
      }
    }

    /** The same for one whose pointer before the error is filled in. */
    Pointer made(String name, Object... given) {
      try (Memory out = out()) {
        Object[] all = Arrays.copyOf(given, given.length + 1);
        all[given.length] = out;
        call(name, all);
        return out.getPointer(0);
      }
    }

    void run(String name, Object... given) {
      get(name).invokeVoid(checked(given));
    }

    long number(String name, Object... given) {
      return get(name).invokeLong(checked(given));
    }

    /** Null when the function gives NULL. */
    String text(String name, Object... given) {
      Pointer text = get(name).invokePointer(checked(given));
      return text == null ? null : text.getString(0, "UTF-8");
    }
  }
}
