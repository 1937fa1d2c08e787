using System.Globalization;
using System.Text.Json;

namespace Obs.Insights.Tests;

/// <summary>The recorded cases in <c>tests/golden/insights/cases</c>, the doubtful ones as docs/decisions/0007 settles them.</summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, ConformanceCase> Cases = ConformanceCase.ReadAll().ToDictionary(static c => c.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_gives_its_rows_or_its_error(string name)
    {
        ConformanceCase recorded = Cases[name];
        if (recorded.ExpectsError)
        {
            FluentActions.Invoking(() => InsightsQuery.Parse(recorded.Query)).Should().Throw<QuerySyntaxException>();
            return;
        }

        InsightsResult result = await InsightsEngine.RunAsync(InsightsQuery.Parse(recorded.Query), LogSource.FromEvents(recorded.Log));

        List<string> actual = [.. result.Rows.Select(Normalize)];
        List<string> expected = [.. recorded.Expected.Select(Normalize)];
        if (!recorded.IsOrdered)
        {
            actual.Sort(StringComparer.Ordinal);
            expected.Sort(StringComparer.Ordinal);
        }

        actual.Should().Equal(expected);
    }

    private static string Normalize(InsightsRow row) => Normalize(row.Fields.ToDictionary(static f => f.Field, static f => f.Value));

    private static string Normalize(Dictionary<string, string> row) => JsonSerializer.Serialize(
        row.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => new[] { f.Key, Normalize(f.Value) }));

    private static string Normalize(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number.ToString("G9", CultureInfo.InvariantCulture)
            : value;
}
