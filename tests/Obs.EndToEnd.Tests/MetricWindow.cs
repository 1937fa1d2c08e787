using System.Globalization;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>What the storefront says of some of its closed windows, and when those were.</summary>
internal sealed class MetricWindow
{
    private MetricWindow(JsonElement report)
    {
        Report = report;
        JsonElement window = report.GetProperty("window");

        // A published datum carries whole seconds: of the very first window, which began between two of them, the second before.
        Start = DateTimeOffset.FromUnixTimeSeconds(window.GetProperty("start").GetDateTimeOffset().ToUnixTimeSeconds());
        End = window.GetProperty("end").GetDateTimeOffset();
    }

    public JsonElement Report { get; }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public IReadOnlyDictionary<string, (long Count, long Errors, long Faults)> Operations => CountsOf(Report);

    public static async Task<MetricWindow> ReadAsync(Uri shop, string window) =>
        new(await shop.GetJsonAsync($"api/metrics?window={window}"));

    /// <summary>What the local backend received for the same windows.</summary>
    public async Task<IReadOnlyDictionary<string, (long Count, long Errors, long Faults)>> ReadReceivedAsync(Uri page) => CountsOf(
        await page.GetJsonAsync(
            $"api/local/operations?service=storefront&from={Start.ToUnixTimeMilliseconds()}&to={End.ToUnixTimeMilliseconds()}"));

    /// <summary>Waits until the backend has everything of these windows, and no more than that.</summary>
    public Task WaitUntilReceivedAsync(Uri page) =>
        Eventually.PassAsync(async () => (await ReadReceivedAsync(page)).Should().BeEquivalentTo(Operations));

    public static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Dictionary<string, (long Count, long Errors, long Faults)> CountsOf(JsonElement document) =>
        document.ByName("operations", "operation")
        .ToDictionary(
            static pair => pair.Key, static pair => (pair.Value.Count("count"), pair.Value.Count("errors"), pair.Value.Count("faults")));
}
