#include <unistd.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "form.h"

namespace survey {
namespace {

// Beyond the rows that stand there, for respondents that are added.
constexpr lxw_row_t kSpareRows = 200;

constexpr double kWideColumn = 44, kAnswerColumn = 17;

constexpr const char* kHow[] = {
    "Op het blad Uitvraag staat een rij per regio en een kolom per vraag.",
    "Kies bij een vraag met een lijst nee, in ontwikkeling of ja. Leeg betekent: geen antwoord.",
    "Het antwoord geldt voor beschermd wonen (BW) en maatschappelijke opvang (MO) samen. Verschilt "
    "het, schrijf dan "
    "bijvoorbeeld: BW: ja; MO: in ontwikkeling. (De waarschuwing kunt u met Ja voorbijgaan.)",
    "Vul bij datum in wanneer de antwoorden golden, bijvoorbeeld 3-9-2026.",
    "Vul bij gereed in wanneer de afspraak er naar verwachting is: 31-12-2026, Q3 2026, najaar "
    "2026, eind 2026 of "
    "uiterlijk 1 januari 2027.",
    "Bij toelichting en bij open vragen schrijft u in eigen woorden. Noem geen namen van personen "
    "en geen "
    "burgerservicenummers.",
    "Wijzig de kolom regio en de koppen niet; kolommen weglaten of verplaatsen mag wel.",
    "Inlezen: stelsel check survey:BESTAND.xlsx, daarna stelsel copy survey:BESTAND.xlsx DOEL.",
};

[[noreturn]] void Fail(lxw_error error) {
  throw stelsel::Error(STELSEL_UNAVAILABLE,
                       std::string("the workbook cannot be written: ") + lxw_strerror(error));
}

void Check(lxw_error error) {
  if (error != LXW_NO_ERROR) Fail(error);
}

// A file that is gone with this; the library writes to a name only.
class ScratchFile {
 public:
  ScratchFile() : path_(std::filesystem::temp_directory_path() / "survey_form_XXXXXX") {
    const int fd = ::mkstemp(path_.data());
    if (fd < 0) throw stelsel::Error(STELSEL_UNAVAILABLE, "no file can be made in " + path_);
    ::close(fd);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { ::unlink(path_.c_str()); }

  const char* path() const { return path_.c_str(); }
  std::string Bytes() const {
    std::ifstream file(path_, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), {});
    if (!file) throw stelsel::Error(STELSEL_UNAVAILABLE, "the workbook cannot be read back");
    return bytes;
  }

 private:
  std::string path_;
};

// A workbook being made; what is not closed is dropped.
class Book {
 public:
  explicit Book(const char* path) : raw_(workbook_new(path)) {
    if (raw_ == nullptr) Fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
    lxw_doc_properties properties{};
    properties.created = 1;  // the same bytes each time
    Check(workbook_set_properties(raw_.get(), &properties));
    plain_ = Format(false);
    head_ = Format(true);
    format_set_bold(head_);
    format_set_bg_color(head_, 0xDCE6F2);
    format_set_border(head_, LXW_BORDER_THIN);
    title_ = Format(false);
    format_set_bold(title_);
    format_set_font_size(title_, 16);
  }

  lxw_worksheet* Sheet(const char* name) {
    lxw_worksheet* const sheet = workbook_add_worksheet(raw_.get(), name);
    if (sheet == nullptr) Fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return sheet;
  }
  void Close() { Check(workbook_close(raw_.release())); }

  lxw_format* plain() const { return plain_; }
  lxw_format* head() const { return head_; }
  lxw_format* title() const { return title_; }

 private:
  struct Free {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };
  lxw_format* Format(bool is_head) {
    lxw_format* const format = workbook_add_format(raw_.get());
    if (format == nullptr) Fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
    format_set_text_wrap(format);
    format_set_align(format, is_head ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
    return format;
  }

  std::unique_ptr<lxw_workbook, Free> raw_;
  lxw_format* plain_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* title_ = nullptr;
};

void WriteHow(Book& book) {
  lxw_worksheet* const sheet = book.Sheet("Uitleg");
  Check(worksheet_set_column(sheet, 0, 0, 100, book.plain()));
  Check(worksheet_write_string(sheet, 0, 0, "Uitvraag: zo vult u haar in", book.title()));
  lxw_row_t row = 2;
  for (const char* line : kHow) Check(worksheet_write_string(sheet, row++, 0, line, book.plain()));
  worksheet_activate(sheet);
}

// The sheet of answers, column by column.
class AnswerSheet {
 public:
  AnswerSheet(Book& book, const Form& form)
      : book_(book),
        sheet_(book.Sheet(kAnswerSheet)),
        last_row_(static_cast<lxw_row_t>(form.rows.size()) + kSpareRows) {}

  void Write(const Form& form) {
    AddColumn("regio", 22);
    AddColumn("regionaam", 26);
    AddColumn("datum", 12);
    for (const FormQuestion& question : form.questions) AddQuestion(question);
    for (std::size_t i = 0; i < form.rows.size(); ++i) {
      const auto row = static_cast<lxw_row_t>(i) + 1;
      Put(row, 0, form.rows[i].region);
      Put(row, 1, form.rows[i].name);
    }
    Check(worksheet_set_row(sheet_, 0, 150, nullptr));
    worksheet_freeze_panes(sheet_, 1, 2);
    worksheet_set_landscape(sheet_);
    Check(worksheet_repeat_rows(sheet_, 0, 0));
    Check(worksheet_repeat_columns(sheet_, 0, 1));
  }

 private:
  void Put(lxw_row_t row, lxw_col_t column, const std::string& text) {
    Check(worksheet_write_string(sheet_, row, column, text.c_str(), book_.plain()));
  }
  void AddColumn(const std::string& head, double width) {
    Check(worksheet_set_column(sheet_, column_, column_, width, book_.plain()));
    Check(worksheet_write_string(sheet_, 0, column_++, head.c_str(), book_.head()));
  }
  void AddQuestion(const FormQuestion& question) {
    const std::string head = question.code + ". " + question.wording;
    if (question.open) return AddColumn(head, kWideColumn);
    AddList(question.code);
    AddColumn(head, kAnswerColumn + 8);
    AddColumn(question.code + " toelichting", kWideColumn);
    AddColumn(question.code + " gereed", kAnswerColumn);
  }
  // A list to choose from; another answer is asked about and not refused, since BW and MO differ.
  void AddList(const std::string& code) {
    // The library copies these texts, and yet asks for ones that it may change.
    std::string nee = "nee", developing = "in ontwikkeling", ja = "ja", title = "Vraag " + code;
    std::string hint = "nee, in ontwikkeling of ja", other = "Ander antwoord";
    std::string refused =
        "Kies nee, in ontwikkeling of ja. Verschillen BW en MO, schrijf dan: BW: ja; MO: nee.";
    char* answers[] = {nee.data(), developing.data(), ja.data(), nullptr};
    lxw_data_validation list{};
    list.validate = LXW_VALIDATION_TYPE_LIST;
    list.value_list = answers;
    list.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    list.error_title = other.data();
    list.error_message = refused.data();
    list.input_title = title.data();
    list.input_message = hint.data();
    Check(worksheet_data_validation_range(sheet_, 1, column_, last_row_, column_, &list));
  }

  Book& book_;
  lxw_worksheet* const sheet_;
  const lxw_row_t last_row_;
  lxw_col_t column_ = 0;
};

void WriteEarlier(Book& book, const Form& form) {
  if (form.earlier.empty()) return;
  lxw_worksheet* const sheet = book.Sheet("Eerdere stand");
  const char* const heads[] = {"regio",  "regionaam",       "vraag",         "onderwerp",
                               "domein", "stand van zaken", "waargenomen op"};
  const double widths[] = {22, 26, 8, kWideColumn, 9, 18, 24};
  for (lxw_col_t i = 0; i < std::size(heads); ++i) {
    Check(worksheet_set_column(sheet, i, i, widths[i], book.plain()));
    Check(worksheet_write_string(sheet, 0, i, heads[i], book.head()));
  }
  lxw_row_t row = 0;
  for (const FormEarlier& known : form.earlier) {
    lxw_col_t column = 0;
    ++row;
    for (const std::string* text : {&known.region, &known.name, &known.topic, &known.topic_name,
                                    &known.domain, &known.status, &known.observed_on})
      Check(worksheet_write_string(sheet, row, column++, text->c_str(), book.plain()));
  }
  worksheet_freeze_panes(sheet, 1, 0);
  Check(worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(std::size(heads) - 1)));
}

}  // namespace

std::string FormAsXlsx(const Form& form) {
  const ScratchFile file;
  Book book(file.path());
  WriteHow(book);
  AnswerSheet(book, form).Write(form);
  WriteEarlier(book, form);
  book.Close();
  return file.Bytes();
}

}  // namespace survey
