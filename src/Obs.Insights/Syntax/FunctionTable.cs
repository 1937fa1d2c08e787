using System.Collections.Frozen;
using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Syntax;

/// <summary>Every function of the language. A new one is a new row.</summary>
internal static class FunctionTable
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, FunctionInfo> ByName =
        All().ToFrozenDictionary(static f => f.Name, StringComparer.OrdinalIgnoreCase);

    public static FunctionInfo? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<FunctionInfo> All() =>
    [
        Scalar("abs", 1, 1, NumberFunctions.Abs),
        Scalar("ceil", 1, 1, NumberFunctions.Ceil),
        Scalar("floor", 1, 1, NumberFunctions.Floor),
        Scalar("greatest", 1, Any, NumberFunctions.Greatest),
        Scalar("least", 1, Any, NumberFunctions.Least),
        Scalar("log", 1, 1, NumberFunctions.Log),
        Scalar("sqrt", 1, 1, NumberFunctions.Sqrt),

        Scalar("ispresent", 1, 1, static a => FieldValue.OfBoolean(!a[0].IsMissing)),
        Scalar("coalesce", 1, Any, static a => Array.Find(a, static value => !value.IsMissing)),
        Scalar("jsonParse", 1, 1, JsonFunctions.Parse),
        Scalar("jsonStringify", 1, 1, JsonFunctions.Stringify),
        Scalar("unmask", 1, 1, static a => a[0]),

        Scalar("isempty", 1, 1, TextFunctions.IsEmpty),
        Scalar("isblank", 1, 1, TextFunctions.IsBlank),
        Scalar("concat", 1, Any, TextFunctions.Concat),
        Scalar("ltrim", 1, 2, TextFunctions.TrimStart),
        Scalar("rtrim", 1, 2, TextFunctions.TrimEnd),
        Scalar("trim", 1, 2, TextFunctions.Trim),
        Scalar("strlen", 1, 1, TextFunctions.Length),
        Scalar("toupper", 1, 1, TextFunctions.ToUpper),
        Scalar("tolower", 1, 1, TextFunctions.ToLower),
        Scalar("substr", 2, 3, TextFunctions.Substring),
        Scalar("replace", 3, 3, TextFunctions.Replace),
        Scalar("strcontains", 2, 2, TextFunctions.Contains),

        new("bin", FunctionKind.DateFloor, 1, 1),
        new("datefloor", FunctionKind.DateFloor, 2, 2),
        new("dateceil", FunctionKind.DateCeiling, 2, 2),
        new("now", FunctionKind.Now, 0, 0),
        Scalar("fromMillis", 1, 1, DateFunctions.FromMillis),
        Scalar("toMillis", 1, 1, DateFunctions.ToMillis),

        Scalar("isValidIp", 1, 1, AddressFunctions.IsValid),
        Scalar("isValidIpV4", 1, 1, AddressFunctions.IsValidV4),
        Scalar("isValidIpV6", 1, 1, AddressFunctions.IsValidV6),
        Scalar("isIpInSubnet", 2, 2, AddressFunctions.IsInSubnet),
        Scalar("isIpv4InSubnet", 2, 2, AddressFunctions.IsV4InSubnet),
        Scalar("isIpv6InSubnet", 2, 2, AddressFunctions.IsV6InSubnet),

        Aggregate("count", 0, 1, AggregateKind.Count),
        Aggregate("count_distinct", 1, 1, AggregateKind.CountDistinct),
        Aggregate("sum", 1, 1, AggregateKind.Sum),
        Aggregate("avg", 1, 1, AggregateKind.Average),
        Aggregate("min", 1, 1, AggregateKind.Minimum),
        Aggregate("max", 1, 1, AggregateKind.Maximum),
        Aggregate("stddev", 1, 1, AggregateKind.StandardDeviation),
        Aggregate("pct", 2, 2, AggregateKind.Percentile),
        Aggregate("median", 1, 1, AggregateKind.Percentile) with { PreferredForm = "pct(field, 50)" },
        Aggregate("earliest", 1, 1, AggregateKind.Earliest),
        Aggregate("latest", 1, 1, AggregateKind.Latest),
        Aggregate("sortsFirst", 1, 1, AggregateKind.SortsFirst),
        Aggregate("sortsLast", 1, 1, AggregateKind.SortsLast),
    ];

    private static FunctionInfo Scalar(string name, int min, int max, Func<FieldValue[], FieldValue> body) =>
        new(name, FunctionKind.Scalar, min, max) { Body = body };

    private static FunctionInfo Aggregate(string name, int min, int max, AggregateKind kind) =>
        new(name, FunctionKind.Aggregate, min, max) { Aggregate = kind };
}
