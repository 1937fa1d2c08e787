using System.Globalization;
using Obs.Insights;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>A figure of a recipe's result, and the same figure counted over the raw entries.</summary>
internal sealed record RecipeExpectation(Func<InsightsResult, double> Found, Func<IReadOnlyList<Entry>, double> Counted)
{
    /// <summary>Values under which the recipe leaves nothing out, so that its rows add up to all there is.</summary>
    public Func<IReadOnlyList<Entry>, Dictionary<string, string>> Values { get; init; } = static _ => [];

    public static RecipeExpectation Rows(Func<Entry, bool> counts) =>
        new(static result => result.Rows.Count, Count(counts));

    public static RecipeExpectation Groups(Func<Entry, bool> counts, Func<Entry, object?> key) =>
        new(static result => result.Rows.Count, entries => entries.Where(counts).Select(key).Distinct().Count());

    public static RecipeExpectation Sum(string column, Func<Entry, bool> counts) => new(SumOf(column), Count(counts));

    public static RecipeExpectation Sum(string column, Func<Entry, double?> value) =>
        new(SumOf(column), entries => entries.Sum(value) ?? 0);

    public static Func<InsightsResult, double> SumOf(string column) => result => result.Rows.Sum(row => Number(row, column));

    public static double Number(InsightsRow row, string column) => double.Parse(row[column] ?? "0", CultureInfo.InvariantCulture);

    public RecipeExpectation With(string parameter, string value) => this with
    {
        Values = entries => new(Values(entries)) { [parameter] = value },
    };

    private static Func<IReadOnlyList<Entry>, double> Count(Func<Entry, bool> counts) => entries => entries.Count(counts);
}
