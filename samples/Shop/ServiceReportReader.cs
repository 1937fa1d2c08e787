using System.Net.Http.Json;
using System.Text.Json;

namespace Shop;

/// <summary>Asks a service for what it counted.</summary>
internal sealed class ServiceReportReader(HttpClient http)
{
    /// <summary>Null when the service does not answer.</summary>
    public async Task<ServiceReport?> ReadAsync(string service, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(service, await http.GetFromJsonAsync<JsonElement>(new Uri(address, "api/metrics?window=24h"), cancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    internal static ServiceReport Parse(string service, JsonElement report) => new(
        service,
        report.GetProperty("operations").EnumerateArray().ToDictionary(
            static operation => operation.GetProperty("operation").GetString()!,
            static operation => operation.GetProperty("count").GetInt64()),
        report.GetProperty("tracing").GetProperty("sampled").GetInt64(),
        report.GetProperty("tracing").GetProperty("unsampled").GetInt64(),
        [.. report.GetProperty("delivery").EnumerateArray().Select(ParseAccount)])
    {
        MadeByPeople = report.GetProperty("business").EnumerateArray().Where(IsByPeople).ToDictionary(
            static series => series.GetProperty("dimensions").GetProperty("Operation").GetString()!,
            static series => series.GetProperty("sum").GetInt64()),
    };

    private static bool IsByPeople(JsonElement series) =>
        series.GetProperty("name").GetString() == "Visits"
            && series.GetProperty("dimensions").GetProperty("MadeBy").GetString() == "person";

    private static SignalAccount ParseAccount(JsonElement account) => new(
        account.GetProperty("signal").GetString()!,
        account.GetProperty("accepted").GetInt64(),
        account.GetProperty("delivered").GetInt64(),
        account.GetProperty("buffered").GetInt64(),
        account.GetProperty("dropped").EnumerateObject()
            .ToDictionary(static reason => reason.Name, static reason => reason.Value.GetInt64()));
}
