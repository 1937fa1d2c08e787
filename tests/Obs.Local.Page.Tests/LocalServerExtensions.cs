using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Obs.Local.Page.Tests;

/// <summary>Ways to put something into a backend for the page to show.</summary>
internal static class LocalServerExtensions
{
    // More than the smallest buffer of a kernel holds would be lost where the receiver has to wait for its turn.
    private const int Burst = 50;

    public static async Task SendSegmentsAsync(this ObsLocalServer server, IEnumerable<string> documents)
    {
        using var udp = new UdpClient();
        foreach (string[] burst in documents.Chunk(Burst))
        {
            foreach (string document in burst)
            {
                await udp.SendAsync(Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n" + document), server.UdpAddress);
            }

            await server.FlushAsync();
        }
    }

    /// <summary>Calls an operation of CloudWatch or Logs, which has to succeed.</summary>
    public static async Task<JsonElement> CallAsync(this ObsLocalServer server, string target, string json)
    {
        using var http = new HttpClient { BaseAddress = server.HttpAddress };
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0"));
        content.Headers.Add("X-Amz-Target", target);
        using HttpResponseMessage response = await http.PostAsync(new Uri("/", UriKind.Relative), content);
        string answer = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(answer);
        using JsonDocument document = JsonDocument.Parse(answer.Length == 0 ? "{}" : answer);
        return document.RootElement.Clone();
    }

    /// <summary>Puts log events into a group and a stream that are made for them.</summary>
    public static async Task LogAsync(this ObsLocalServer server, string group, IEnumerable<(long Time, string Message)> events)
    {
        string names = $"\"logGroupName\":{JsonSerializer.Serialize(group)},\"logStreamName\":\"1\"";
        string all = string.Join(',', events.Select(static entry =>
            $"{{\"timestamp\":{entry.Time},\"message\":{JsonSerializer.Serialize(entry.Message)}}}"));
        await server.CallAsync("Logs_20140328.CreateLogGroup", $"{{\"logGroupName\":{JsonSerializer.Serialize(group)}}}");
        await server.CallAsync("Logs_20140328.CreateLogStream", $"{{{names}}}");
        await server.CallAsync("Logs_20140328.PutLogEvents", $"{{{names},\"logEvents\":[{all}]}}");
    }
}
