using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>A request as a real client sent it, out of <c>tests/golden/cloudwatch/clients</c>.</summary>
internal sealed class RecordedRequest(JsonElement json)
{
    private static readonly string[] Passed = ["X-Amz-Target", "smithy-protocol", "x-amzn-query-mode"];

    public static IReadOnlyList<string> Clients { get; } =
        [.. Directory.GetDirectories(Repository.PathOf("tests", "golden", "cloudwatch", "clients"))
            .Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static RecordedRequest? Find(string client, string scenario)
    {
        string file = Repository.PathOf("tests", "golden", "cloudwatch", "clients", client, scenario + ".json");
        if (!File.Exists(file))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return new RecordedRequest(document.RootElement.Clone());
    }

    public HttpRequestMessage ToMessage()
    {
        var content = new ByteArrayContent(json.GetProperty("bodyBase64").GetBytesFromBase64());
        content.Headers.TryAddWithoutValidation("Content-Type", Header("Content-Type"));
        if (Header("Content-Encoding") is { } encoding)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(json.GetProperty("path").GetString()!, UriKind.Relative))
        {
            Content = content,
        };
        foreach (string name in Passed)
        {
            if (Header(name) is { } value)
            {
                message.Headers.Add(name, value);
            }
        }

        return message;
    }

    private string? Header(string name) => json.GetProperty("headers").EnumerateArray()
        .Where(header => string.Equals(header[0].GetString(), name, StringComparison.OrdinalIgnoreCase))
        .Select(static header => header[1].GetString()).FirstOrDefault();
}
