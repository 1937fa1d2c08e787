using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Obs.TestSupport;

namespace Obs.Tracing.Tests.Support;

/// <summary>Answers what the daemon is asked about sampling, and keeps what it was asked.</summary>
internal sealed class FakeDaemon : HttpMessageHandler
{
    public List<(string Path, string Body)> Requests { get; } = [];

    public string Rules { get; set; } = Recorded("45-sampling-GetSamplingRules.response.json");

    public string Targets { get; set; } = Recorded("45-sampling-SamplingTargets.response.json");

    public bool IsDown
    {
        set => Failure = value ? new HttpRequestException("nobody listens") : null;
    }

    /// <summary>What a call throws; null when it is answered.</summary>
    public Exception? Failure { get; set; }

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public int Asked(string path) => Requests.Count(request => request.Path == path);

    public JsonArray LastReport =>
        JsonNode.Parse(Requests.Last(static request => request.Path == "/SamplingTargets").Body)!["SamplingStatisticsDocuments"]!.AsArray();

    public static string Recorded(string file) => File.ReadAllText(Repository.PathOf("tests", "golden", "xray", file));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        Requests.Add((path, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return Failure is not null
            ? throw Failure
            : new HttpResponseMessage(Status)
            {
                Content = new StringContent(path == "/SamplingTargets" ? Targets : Rules, Encoding.UTF8),
            };
    }
}
