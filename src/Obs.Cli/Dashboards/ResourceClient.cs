using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary>Puts dashboards, alarms and saved queries into a running backend by the APIs of AWS, unsigned. What is there under the same
/// name is replaced.</summary>
internal sealed class ResourceClient(Uri address) : IDisposable
{
    private const string CloudWatch = "GraniteServiceVersion20100801";
    private const string Logs = "Logs_20140328";

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Puts all of it, and says each as it is there. Dashboards come last: they show the alarms.</summary>
    /// <exception cref="IOException">Nothing answers, or it refuses.</exception>
    public async IAsyncEnumerable<string> PutAsync(
        ServiceResources resources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonNode alarms = JsonNode.Parse(resources.Alarms.ToJson())!;
        // A rule may only speak of alarms that exist.
        foreach ((string operation, string member) in
            new[] { ("PutMetricAlarm", "MetricAlarms"), ("PutCompositeAlarm", "CompositeAlarms") })
        {
            foreach (JsonNode? alarm in alarms[member]!.AsArray())
            {
                await CallAsync(CloudWatch, operation, alarm!.AsObject(), cancellationToken).ConfigureAwait(false);
                yield return $"alarm {alarm["AlarmName"]}";
            }
        }

        foreach (LogWidget widget in resources.Red.Widgets.OfType<LogWidget>())
        {
            string name = $"{resources.Name}/{widget.Title}";
            await PutQueryAsync(name, widget, cancellationToken).ConfigureAwait(false);
            yield return $"query {name}";
        }

        foreach ((string kind, Dashboard dashboard) in new[] { ("red", resources.Red), ("xray", resources.XRay) })
        {
            var input = new JsonObject { ["DashboardName"] = resources.DashboardName(kind), ["DashboardBody"] = dashboard.ToJson() };
            await CallAsync(CloudWatch, "PutDashboard", input, cancellationToken).ConfigureAwait(false);
            yield return $"dashboard {input["DashboardName"]}";
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PutQueryAsync(string name, LogWidget widget, CancellationToken cancellationToken)
    {
        var prefix = new JsonObject { ["queryDefinitionNamePrefix"] = name };
        JsonNode found = await CallAsync(Logs, "DescribeQueryDefinitions", prefix, cancellationToken).ConfigureAwait(false);
        JsonNode? same = found["queryDefinitions"]!.AsArray().FirstOrDefault(one => (string?)one!["name"] == name);
        var input = new JsonObject
        {
            ["name"] = name,
            ["queryString"] = widget.Query,
            ["logGroupNames"] = new JsonArray([.. widget.LogGroups.Select(static group => (JsonNode)group)]),
        };
        if (same is not null)
        {
            input["queryDefinitionId"] = same["queryDefinitionId"]!.DeepClone();
        }

        await CallAsync(Logs, "PutQueryDefinition", input, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonNode> CallAsync(string service, string operation, JsonObject input, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(
                input.ToJsonString(),
                new MediaTypeHeaderValue(service == Logs ? "application/x-amz-json-1.1" : "application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", $"{service}.{operation}");
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            string answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer)!
                : throw new IOException($"{address}: {operation} was refused: {answer}");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new IOException($"{address}: {exception.Message}", exception);
        }
    }
}
