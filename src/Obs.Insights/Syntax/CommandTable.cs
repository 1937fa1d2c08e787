using System.Collections.Frozen;

namespace Obs.Insights.Syntax;

/// <summary>Every command of the language: how its rest is read, or why it cannot run here. A new command is a new row.</summary>
internal static class CommandTable
{
    private const string NeedsService = "it needs data or models that only the service has";
    private const string NeedsGroups = "it reads other log groups";

    private static readonly FrozenDictionary<string, CommandInfo> ByName =
        All().ToFrozenDictionary(static c => c.Name, StringComparer.OrdinalIgnoreCase);

    public static CommandInfo? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<CommandInfo> All() =>
    [
        new("fields", static (p, start) => p.ReadFields(start, isDisplay: false)),
        new("display", static (p, start) => p.ReadFields(start, isDisplay: true)),
        new("filter", static (p, start) => p.ReadFilter(start)),
        new("filterIndex", static (p, start) => p.ReadFilter(start)),
        new("stats", static (p, start) => p.ReadStats(start)),
        new("sort", static (p, start) => p.ReadSort(start)),
        new("limit", static (p, start) => p.ReadLimit(start)),
        new("head", static (p, start) => p.ReadLimit(start)) { PreferredForm = "limit" },
        new("parse", static (p, start) => p.ReadParse(start)),
        new("dedup", static (p, start) => p.ReadDedup(start)),
        new("unnest", static (p, start) => p.ReadUnnest(start)),
        new("addtotals", static (p, start) => p.ReadAddTotals(start)),
        new("filldown", static (p, start) => p.ReadFillDown(start)),
        new("fillmissing", static (p, start) => p.ReadFillMissing(start)),

        // Nothing is masked in a log that was read here, so to unmask a field is to show it.
        new("unmask", static (p, start) => p.ReadFields(start, isDisplay: false)),

        Unavailable("tail", "its order is not documented; use sort and limit"),
        Unavailable("pattern", NeedsService),
        Unavailable("anomaly", NeedsService),
        Unavailable("diff", "it compares with an earlier period of the log group"),
        Unavailable("lookup", "it reads a lookup table of the account"),
        Unavailable("join", NeedsGroups),
        Unavailable("source", "it chooses log groups of the account; choose the source where the query is started"),
    ];

    private static CommandInfo Unavailable(string name, string reason) => new(name, null) { Unavailable = reason };
}
