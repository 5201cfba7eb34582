// What goes wrong comes out as one exception, nothing crosses the border, and values come back as they were.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Stelsel;

static class Edges
{
    static void Said(string what, Action call, bool because = false)
    {
        try
        {
            call();
            Console.WriteLine(what + ": nothing");
        }
        catch (StelselException error)
        {
            Console.WriteLine($"{what}: {Name(error)}" + (because ? " because of " + error.InnerException.Message : ""));
        }
    }

    static string Name(StelselException error)
    {
        return Regex.Replace(error.Code.ToString(), "([a-z])([A-Z])", "$1 $2").ToLowerInvariant();
    }

    sealed class BoomStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            throw new IOException("boom");
        }
    }

    static Dictionary<string, object> Tariff(int sequence, object amount, object from, object to, string text, bool? made)
    {
        return new Dictionary<string, object>
        {
            ["region"] = "ijssel_vecht", ["contract"] = "één", ["product"] = "p", ["sequence"] = sequence,
            ["amount"] = amount, ["valid_from"] = from, ["valid_to"] = to, ["explanation"] = text, ["illustratief"] = made
        };
    }

    static Dictionary<string, object> Good()
    {
        return Tariff(1, 1234.56m, new DateTime(2023, 1, 1), null, "Één € 😀", true);
    }

    static Dictionary<string, object> With(string field, object value)
    {
        Dictionary<string, object> row = Good();
        row[field] = value;
        return row;
    }

    static IEnumerable<Dictionary<string, object>> Spoilt()
    {
        yield return Good();
        throw new InvalidOperationException("boom");
    }

    static Snapshot Upsert(Engine engine, Snapshot start, params Dictionary<string, object>[] rows)
    {
        return Upsert(engine, start, (IEnumerable<Dictionary<string, object>>)rows);
    }

    static Snapshot Upsert(Engine engine, Snapshot start, IEnumerable<Dictionary<string, object>> rows)
    {
        using (Writer writer = engine.NewWriter(start))
        {
            writer.Upsert("inkoop_tariff", rows);
            return writer.Commit();
        }
    }

    static void Refused(Engine engine, Snapshot snapshot, Findings findings, string landscape)
    {
        Said("missing source", () => engine.Read("/nowhere", findings));
        Said("bad day", () => engine.Check(snapshot, findings, new Options { AsOf = "gisteren" }));
        Said("unknown table", () => snapshot.RowCount("nowhere"));
        Said("unknown column", () => snapshot.Stream("region", "nowhere"));
        Said("unknown field", () => Upsert(engine, snapshot, With("nowhere", 1)));
        Said("wrong date", () => Upsert(engine, snapshot, With("valid_from", "2023-02-30")));
        Said("wrong boolean", () => Upsert(engine, snapshot, With("illustratief", "false")));
        Said("too many decimals", () => Upsert(engine, snapshot, With("amount", 0.001m)));
        Said("rows not alike", () => Upsert(engine, snapshot, Good(), new Dictionary<string, object> { ["region"] = "x" }));
        Said("rows that throw", () => Upsert(engine, snapshot, Spoilt()), true);
        var thrower = new Options { Progress = (what, done, total) => { throw new IOException("boom"); } };
        Said("progress that throws", () => engine.Read(landscape, findings, thrower), true);
    }

    static Options ForReport()
    {
        return new Options { AsOf = "2021-12-31", Set = { ["region"] = "ijssel_vecht" } };
    }

    static void Used(Engine engine, Snapshot snapshot)
    {
        try
        {
            engine.Report("reporting/region", snapshot, ForReport(), new BoomStream());
        }
        catch (StelselException error)
        {
            Console.WriteLine("output that throws: cancelled or failed because of " + error.InnerException.Message);
        }
        Writer writer = engine.NewWriter(snapshot);
        writer.Commit().Dispose();
        Said("committed writer", () => writer.Upsert("region", new[] { new { region = "x" } }));
        ArrowStream stream = snapshot.Stream("region");
        stream.Rows();
        Said("used stream", () => stream.Rows());
        Batch batch = snapshot.Stream("region").Next();
        batch.Dispose();
        Said("closed batch", () => Console.WriteLine(batch.Columns));
    }

    static string Shown(object cell)
    {
        if (cell == null) return "null";
        if (cell is bool) return (bool)cell ? "true" : "false";
        if (cell is DateTime) return ((DateTime)cell).ToString("yyyy-MM-dd");
        return Convert.ToString(cell, CultureInfo.InvariantCulture);
    }

    static void Values(Engine engine, Snapshot snapshot)
    {
        Console.WriteLine("no rows: " + Upsert(engine, snapshot).RowCount("inkoop_tariff"));
        Snapshot filled = Upsert(engine, snapshot, Good(), Tariff(2, "-0.05", "0001-01-01", "9999-12-31", null, false),
            Tariff(3, 92233720368547758.07m, null, null, "", null));
        string[] names = { "sequence", "amount", "valid_from", "valid_to", "explanation", "illustratief" };
        foreach (Dictionary<string, object> row in filled.Stream("inkoop_tariff").Rows())
            Console.WriteLine(string.Join(" ", names.Select(name => Shown(row[name]))));
        using (Writer writer = engine.NewWriter(filled))
        {
            writer.Erase("inkoop_tariff",
                new[] { new { Region = "ijssel_vecht", Contract = "één", Product = "p", Sequence = 1 } });
            Console.WriteLine("erased: " + writer.Commit().RowCount("inkoop_tariff"));
        }
        bool fewer = snapshot.AsOf("2020-12-31").RowCount("agreement_status") < snapshot.RowCount("agreement_status");
        Console.WriteLine("as of 2020-12-31: " + (fewer ? "fewer rows" : "all rows"));
    }

    /// MiB of memory in use.
    static long Resident()
    {
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * 4096 >> 20;
    }

    static void Memory(Engine engine, Snapshot snapshot)
    {
        Dictionary<string, object> row = With("explanation", new string('x', 5000000));
        Upsert(engine, snapshot, row).Dispose();
        long before = Resident();
        for (int i = 0; i < 60; ++i) Upsert(engine, snapshot, row).Dispose();
        Console.WriteLine("memory stays: " + (Resident() - before < 200 ? "true" : "false"));
    }

    static void Main(string[] arguments)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        try
        {
            new Engine(new EngineOptions { Library = "/nowhere/libstelsel.so" }).Dispose();
        }
        catch (StelselException error)
        {
            int end = error.Message.IndexOf(" (", StringComparison.Ordinal);
            Console.WriteLine($"no library: {Name(error)}: {error.Message.Substring(0, end)}");
        }
        Said("bad engine option", () => new Engine(new EngineOptions { Language = "de" }).Dispose());
        var engine = new Engine(new EngineOptions { Plugins = new[] { arguments[1] }, Language = "en" });
        Findings findings = engine.NewFindings();
        Snapshot snapshot = engine.Read(arguments[0], findings);
        Refused(engine, snapshot, findings, arguments[0]);
        Used(engine, snapshot);
        Values(engine, snapshot);
        Memory(engine, snapshot);
        var told = new List<string>();
        engine.Read(arguments[0], findings, new Options { Progress = (what, done, total) => told.Add(what) }).Dispose();
        Console.WriteLine("told: " + (told.Count > 0 ? "true" : "false"));
        var bytes = new MemoryStream();
        engine.Report("reporting/region", snapshot, ForReport(), bytes);
        bool same = bytes.ToArray().SequenceEqual(engine.Report("reporting/region", snapshot, ForReport()));
        Console.WriteLine("written: " + (same ? "true" : "false"));
        findings.Dispose();
        engine.Dispose();
        Said("closed engine", () => engine.NewFindings());
    }
}
