using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Obs.Benchmarks.Local;

/// <summary>Calls the operations of AWS that read what is stored, over all of it, and times each.</summary>
internal sealed class LocalCalls(LocalProcess server, long endSeconds)
{
    private const int HourSeconds = 3_600;
    private const string Json10 = "application/x-amz-json-1.0";
    private const string Json11 = "application/x-amz-json-1.1";
    private const string CloudWatch = "GraniteServiceVersion20100801.";
    private const string Logs = "Logs_20140328.";

    /// <summary>Names of the operations, and what calls each.</summary>
    public IEnumerable<(string Name, Func<Task> Call)> All()
    {
        string hour = string.Create(
            CultureInfo.InvariantCulture, $"\"StartTime\":{endSeconds - HourSeconds},\"EndTime\":{endSeconds + 60}");
        string log = string.Create(CultureInfo.InvariantCulture, $"""
            "logGroupName":"/obs/shop","startTime":{(endSeconds - HourSeconds) * 1_000},"endTime":{endSeconds * 1_000}
            """);
        const string Service = """
            "Namespace":"Obs","MetricName":"Latency",
            "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"storefront"}]
            """;
        return
        [
            XRay("TraceSummaries", hour),
            .. LocalViews.Filters.Select(
                filter => XRay("TraceSummaries", $"{hour},\"FilterExpression\":{JsonSerializer.Serialize(filter)}")),
            XRay("ServiceGraph", hour), XRay("TimeSeriesServiceStatistics", hour + ",\"Period\":60"),
            XRay("TimeSeriesServiceStatistics", hour + ",\"Period\":300,\"EntitySelectorExpression\":\"service(\\\"payments\\\")\""),
            Of(CloudWatch + "ListMetrics", """{"Namespace":"Obs"}""", Json10),
            Of(CloudWatch + "GetMetricStatistics", $"{{{Service},{hour},\"Period\":60,\"ExtendedStatistics\":[\"p50\",\"p99\"]}}", Json10),
            Of(CloudWatch + "GetMetricStatistics", $"{{{Service},{hour},\"Period\":60,\"Statistics\":[\"Average\",\"Maximum\"]}}", Json10),
            Of(CloudWatch + "GetMetricData", $$"""
                {{{hour}},"MetricDataQueries":[{"Id":"all","Expression":"SEARCH('{Obs,Environment,Service,Operation} MetricName=\"Latency\"', 'p99', 300)"},
                {"Id":"most","Expression":"MAX(all)"}]}
                """, Json10),
            Of(Logs + "FilterLogEvents", $"{{{log}}}", Json11),
            Of(Logs + "FilterLogEvents", $"{{{log},\"filterPattern\":\"nowhere\"}}", Json11),
            Of(Logs + "FilterLogEvents", $"{{{log},\"filterPattern\":\"{{ $.level = \\\"Error\\\" && $.durationMs > 95 }}\"}}", Json11),
            Of(Logs + "GetLogEvents", $"{{{log},\"logStreamName\":\"one\"}}", Json11),
            Of(Logs + "DescribeLogStreams", """{"logGroupName":"/obs/shop"}""", Json11),
        ];
    }

    private (string Name, Func<Task> Call) Of(string target, string body, string type) =>
        ($"{target} {body}", () => server.CallAsync(target, Encoding.UTF8.GetBytes(body), type));

    private (string Name, Func<Task> Call) XRay(string path, string body) => ($"{path} {{{body}}}", () => PostAsync(path, $"{{{body}}}"));

    private async Task PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        string answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path} {body}: {answer}");
        }
    }
}
