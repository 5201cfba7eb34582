using System;
using System.Collections.Generic;
using System.IO;
using Stelsel;

/// <summary>What nobody should do ends in an exception that says so, and not in a crash or in other numbers.</summary>
static class Misuse
{
    static void Refuses(string saying, Action call)
    {
        try
        {
            call();
        }
        catch (StelselException error)
        {
            if (error.Message.Contains(saying)) return;
            throw;
        }
        throw new InvalidOperationException("not refused: " + saying);
    }

    static void Store(Engine engine, string field, object value)
    {
        var row = new Dictionary<string, object>
        {
            { "region", "ijssel_vecht" }, { "contract", "a" }, { "product", "p" }, { "sequence", 1 }, { "amount", 1m },
            { "illustratief", true }
        };
        row[field] = value;
        using (Writer writer = engine.NewWriter()) writer.Upsert("inkoop_tariff", new[] { row });
    }

    /// <summary>One row, before which something is done.</summary>
    static IEnumerable<object> RowAfter(Action call)
    {
        call();
        yield return new { Region = "a", Name = "A", Illustratief = true };
    }

    sealed class Full : MemoryStream
    {
        public override void Write(byte[] bytes, int from, int count)
        {
            throw new InvalidOperationException("full");
        }
    }

    static void Main(string[] arguments)
    {
        var engine = new Engine(new EngineOptions { Plugins = new[] { arguments[1] }, Language = "en" });
        Findings findings = engine.NewFindings();
        Snapshot snapshot = engine.Read(arguments[0], findings);

        // A text that the library would cut or change.
        Refuses("NUL", () => snapshot.RowCount("region\0x"));
        Refuses("NUL", () => engine.Commit(snapshot, "sqlite:nul.sqlite\0.bak"));
        Refuses("surrogate", () => snapshot.Stream("region", "\ud800"));
        Refuses("surrogate", () => engine.Query(snapshot, "SELECT :t", new Options { Set = { { "t", "\udc00" } } }));

        // Values that stelsel cannot keep as they are.
        Refuses("amount in row 1: '79228162514264337593543950335' is no number in range", () => Store(engine, "amount", decimal.MaxValue));
        Refuses("at most 2 decimals", () => Store(engine, "amount", 0.001m));
        Refuses("is no whole number", () => Store(engine, "sequence", ulong.MaxValue));
        Refuses("explanation in row 1: 'System.Int32[]' is no text", () => Store(engine, "explanation", new[] { 1 }));
        Refuses("is no text that can be kept", () => Store(engine, "explanation", "ja\ud800"));
        Refuses("illustratief in row 1: 'ja' is no boolean", () => Store(engine, "illustratief", "ja"));
        Store(engine, "sequence", 5u);
        Refuses("no place in JSON", () => engine.Query(snapshot, "SELECT :n", new Options { Set = { { "n", double.NaN } } }));

        // Parameters keep their type.
        var typed = new Options { Set = { { "n", 1 }, { "r", 1.5 }, { "t", "1" } } };
        using (ArrowStream rows = engine.Query(snapshot, "SELECT 5 > :n AS a, typeof(:r) AS b, typeof(:t) AS c", typed))
            foreach (Dictionary<string, object> row in rows.Rows())
                if ($"{row["a"]} {row["b"]} {row["c"]}" != "1 real text") throw new InvalidOperationException("types are lost");

        // Rows of no declared kind are what they are; a number is none.
        Writer writer = engine.NewWriter();
        writer.Upsert("region", RowAfter(() => {}));
        Refuses("not Int32", () => engine.NewWriter().Upsert("region", new object[] { 5 }));
        Refuses("same fields", () => engine.NewWriter().Upsert("region",
            new object[] { new { Region = "a", Name = "A", Illustratief = true }, new { Region = "b" } }));

        // Nothing ends what a call uses.
        writer.Upsert("region", RowAfter(() => Refuses("in use", () => writer.Commit())));
        if (writer.Commit().RowCount("region") != 1) throw new InvalidOperationException("a row is lost");
        Refuses("the writer was closed", () => writer.Upsert("region", RowAfter(() => {})));
        writer = engine.NewWriter();
        writer.Upsert("region", RowAfter(writer.Dispose)); // after the call

        // What rows and outputs throw is the cause, also of the first row.
        try
        {
            engine.NewWriter().Upsert("region", RowAfter(() => { throw new InvalidOperationException("lost"); }));
            throw new InvalidOperationException("not refused: lost");
        }
        catch (StelselException error)
        {
            if (error.InnerException.Message != "lost") throw;
        }
        try
        {
            engine.Report("reporting/national", snapshot, new Options { AsOf = "2021-12-31" }, new Full());
            throw new InvalidOperationException("not refused: full");
        }
        catch (StelselException error)
        {
            if (error.InnerException.Message != "full") throw;
        }
        engine.Dispose();
        Console.WriteLine("misuse is refused");
    }
}
