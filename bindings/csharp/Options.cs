using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Stelsel
{
    /// <summary>How an engine is opened.</summary>
    public sealed class EngineOptions
    {
        /// <summary>Folders that hold folders of plugins.</summary>
        public IEnumerable<string> Plugins { get; set; } = new string[0];
        /// <summary>Folders of one plugin each.</summary>
        public IEnumerable<string> Packs { get; set; } = new string[0];
        /// <summary>A file of sha256 sums: nothing else is loaded.</summary>
        public string Lock { get; set; }
        /// <summary>nl (the default) or en.</summary>
        public string Language { get; set; } = "nl";
        /// <summary>What goes to standard error: off (the default), error, warning, info or debug.</summary>
        public string Log { get; set; }
        /// <summary>Where libstelsel is; without it $STELSEL_LIBRARY, or where the system finds it.</summary>
        public string Library { get; set; }

        internal string Json()
        {
            return Stelsel.Json.Object("plugins", Plugins.Select(System.IO.Path.GetFullPath), "packs",
                Packs.Select(System.IO.Path.GetFullPath), "lock", Lock == null ? null : System.IO.Path.GetFullPath(Lock),
                "language", Language, "log", Log);
        }
    }

    /// <summary>What a call may be told. A call refuses what it does not know.</summary>
    public sealed class Options
    {
        /// <summary>The day about which is asked: YYYY-MM-DD.</summary>
        public string AsOf { get; set; }
        /// <summary>Parameters of a report, a calculation, a rule or a query's :name.</summary>
        public IDictionary<string, object> Set { get; } = new Dictionary<string, object>();
        /// <summary>Plugins whose rules are to run as well.</summary>
        public IEnumerable<string> Packs { get; set; }
        public int? Threads { get; set; }
        /// <summary>Of a report: html, md, csv, json, xlsx, ...</summary>
        public string Format { get; set; }
        /// <summary>Of a commit: why, and who; best a function or an organisation.</summary>
        public string Message { get; set; }
        public string Author { get; set; }
        /// <summary>Told what is done, how far, and of how much (0: not known). What it throws cancels the call.</summary>
        public Action<string, long, long> Progress { get; set; }

        internal string Json(string language = null, string format = null)
        {
            return Stelsel.Json.Object("as_of", AsOf, "set", Set.Count == 0 ? null : Set, "packs", Packs, "threads", Threads,
                "format", Format ?? format, "message", Message, "author", Author, "lang", language);
        }
    }

    /// <summary>Writes options.</summary>
    internal static class Json
    {
        /// <summary>An object of names and values by turns; those that are null are left out.</summary>
        internal static string Object(params object[] members)
        {
            var said = new Dictionary<string, object>();
            for (int i = 0; i < members.Length; i += 2)
                if (members[i + 1] != null) said[(string)members[i]] = members[i + 1];
            return Write(said);
        }

        static string Write(object value)
        {
            if (value == null) return "null";
            if (value is bool) return (bool)value ? "true" : "false";
            if (value is string) return Quote((string)value);
            var map = value as IDictionary<string, object>;
            if (map != null) return "{" + string.Join(",", map.Select(one => Quote(one.Key) + ":" + Write(one.Value))) + "}";
            var list = value as IEnumerable;
            if (list != null) return "[" + string.Join(",", list.Cast<object>().Select(Write)) + "]";
            string text = Convert.ToString(value, CultureInfo.InvariantCulture);
            if (value is double || value is float)
            {
                double number = Convert.ToDouble(value);
                if (double.IsNaN(number) || double.IsInfinity(number))
                    throw new StelselException(Code.InvalidArgument, $"{text} has no place in JSON");
                return number.ToString("R", CultureInfo.InvariantCulture);
            }
            bool isNumber = value is int || value is long || value is short || value is sbyte || value is byte
                || value is uint || value is ulong || value is ushort || value is decimal;
            return isNumber ? text : Quote(text);
        }

        static string Quote(string text)
        {
            var into = new StringBuilder("\"");
            foreach (char unit in Words.Checked(text))
            {
                if (unit == '"' || unit == '\\') into.Append('\\').Append(unit);
                else if (unit < ' ') into.AppendFormat("\\u{0:x4}", (int)unit);
                else into.Append(unit);
            }
            return into.Append('"').ToString();
        }
    }
}
