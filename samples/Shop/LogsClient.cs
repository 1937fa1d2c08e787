using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Shop;

/// <summary>The three operations of CloudWatch Logs that a log driver needs, in its JSON 1.1 protocol.</summary>
internal sealed class LogsClient(HttpClient http, Uri endpoint)
{
    private const string Version = "Logs_20140328";

    public async Task CreateStreamAsync(string group, string stream)
    {
        await CallAsync("CreateLogGroup", new { logGroupName = group }, mayExist: true);
        await CallAsync("CreateLogStream", new { logGroupName = group, logStreamName = stream }, mayExist: true);
    }

    public Task PutEventsAsync(string group, string stream, IReadOnlyList<LogEvent> events) => CallAsync(
        "PutLogEvents",
        new
        {
            logGroupName = group,
            logStreamName = stream,
            logEvents = events.Select(static e => new { timestamp = e.Timestamp, message = e.Message }),
        },
        mayExist: false);

    private async Task CallAsync(string operation, object input, bool mayExist)
    {
        using var content = JsonContent.Create(input, new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.Add("X-Amz-Target", $"{Version}.{operation}");
        using HttpResponseMessage response = await http.SendAsync(request);

        // ResourceAlreadyExistsException is a 400 like every client error of this protocol.
        if (!mayExist || response.StatusCode != HttpStatusCode.BadRequest)
        {
            response.EnsureSuccessStatusCode();
        }
    }
}
