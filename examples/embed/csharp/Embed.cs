// stelsel in a C# program: open it, fill it from files and from objects, check, ask, report, store.
//
//     mono embed.exe LANDSCAPE PLUGINS STORE
//
// Needs the namespace Stelsel (bindings/csharp) and the stelsel library.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Stelsel;

static class Embed
{
    // 3. Fill it from your own objects: one row, and a million.
    static Snapshot WithObjects(Engine engine, Snapshot start)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using (Writer writer = engine.NewWriter(start))
        {
            writer.Upsert("region", new[] { new { region = "voorbeeld", name = "Voorbeeld", illustratief = true } });
            writer.Upsert("agreement_status", Enumerable.Range(1, 1000000).Select(i => new
            {
                Region = "voorbeeld", AgreementTopic = "A1", Domain = "BW", ObservedOn = "2021-10-01", Sequence = i,
                TopicVersion = 1, Status = i % 2 == 1 ? "ja" : "nee", Illustratief = true
            }));
            Snapshot next = writer.Commit();
            Console.Error.WriteLine($"a million rows written in {watch.Elapsed.TotalSeconds:F2} s");
            return next;
        }
    }

    // 4. Check it, and read what is wrong and where.
    static void Check(Engine engine, Snapshot snapshot, Findings findings)
    {
        engine.Check(snapshot, findings, new Options { AsOf = "2021-12-31" });
        Console.WriteLine("errors: " + findings.Errors);
        Finding found = findings.First(finding => finding.Rule == "core/contradicting_observations");
        Console.WriteLine($"finding: {found.Severity} {found.Table} {found.Field} {found.Key}");
    }

    // 5. Ask it something. A value goes in by name, never into the text.
    static unsafe void Ask(Engine engine, Snapshot snapshot)
    {
        const string Question = "SELECT count(*) AS n, sum(sequence) AS total FROM agreement_status WHERE region = :region";
        using (ArrowStream answer = engine.Query(snapshot, Question, new Options { Set = { ["region"] = "voorbeeld" } }))
            foreach (Dictionary<string, object> row in answer.Rows()) Console.WriteLine($"query: {row["n"]} {row["total"]}");
        // A table without a copy: a column is a pointer into stelsel's own memory.
        Stopwatch watch = Stopwatch.StartNew();
        long total = 0;
        foreach (Batch batch in snapshot.Stream("agreement_status", "sequence").Batches())
        {
            long* sequences = batch["sequence"].Longs;
            for (int row = 0; row < batch.Length; ++row) total += sequences[row];
        }
        Console.Error.WriteLine($"and read in {watch.Elapsed.TotalSeconds:F3} s");
        Console.WriteLine("sequence: " + total);
    }

    // 6. Report into memory, and commit to a store.
    static void ReportAndCommit(Engine engine, Snapshot snapshot, string store)
    {
        byte[] page = engine.Report("reporting/region", snapshot,
            new Options { AsOf = "2021-12-31", Set = { ["region"] = "voorbeeld" } });
        Console.WriteLine("report: " + Encoding.UTF8.GetString(page, 0, 15));
        Committed done = engine.Commit(snapshot, "sqlite:" + store,
            new Options { Message = "an example", Author = "example" });
        Console.WriteLine($"revision: {done.Revision} rows: {done.Written}");
    }

    static int Main(string[] arguments)
    {
        try
        {
            // 1. Open an engine. It finds plugins, and loads one when it is first needed.
            using (var engine = new Engine(new EngineOptions { Plugins = new[] { arguments[1] }, Language = "en" }))
            using (Findings findings = engine.NewFindings())
            // 2. Fill it from files: a folder of CSV files, a workbook, a store.
            using (Snapshot read = engine.Read(arguments[0], findings))
            {
                Console.WriteLine("regions: " + read.RowCount("region"));
                using (Snapshot snapshot = WithObjects(engine, read))
                {
                    Console.WriteLine("statuses: " + snapshot.RowCount("agreement_status"));
                    Check(engine, snapshot, findings);
                    Ask(engine, snapshot);
                    ReportAndCommit(engine, snapshot, arguments[2]);
                }
            }
            return 0;
        }
        catch (StelselException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
