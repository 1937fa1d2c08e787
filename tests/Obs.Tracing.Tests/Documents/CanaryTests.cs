using System.Diagnostics;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Sixty planted secrets, on every way into a document that is not made for the reader: none is found in any of them.</summary>
public sealed class CanaryTests
{
    public static TheoryData<string, string> Secrets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string text, string secret) in PlantedSecrets.All)
            {
                data.Add(text, secret);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public void No_planted_secret_is_found_in_a_document(string text, string secret)
    {
        using var recording = new RecordedService(static options => options.RecordSqlMessages = true);
        var request = new ServerRequest
        {
            Scheme = "https",
            Host = "shop.example",
            Path = "/links/" + text,
            Query = "?q=" + Uri.EscapeDataString(text),
            Method = "GET",
            UserAgent = text,
            ForwardedFor = text,
        };
        Activity server = recording.BeginRequest(request: request);
        CallAndFail(recording, text);
        var inner = new InvalidOperationException(text, new AggregateException(new ArgumentException(text), new TimeoutException(text)));
        new SubsegmentScope(server, recording.Recorder, isOwner: false).RecordException(
            new InvalidOperationException($"failed: {text}", inner));
        recording.EndRequest(server);

        recording.Documents.Texts.Should().NotBeEmpty().And.NotContain(document => document.Contains(secret, StringComparison.Ordinal));
    }

    private static void CallAndFail(RecordedService recording, string text)
    {
        using Activity call = recording.BeginWork("GET", ActivityKind.Client)!;
        call.SetTag("http.request.method", "GET");
        call.SetTag("url.full", "https://bank.example/links/" + text + "?q=" + text);
        call.SetTag("server.address", "bank.example");
        call.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection
        {
            ["exception.type"] = "System.TimeoutException",
            ["exception.message"] = text,
        }));
    }
}
