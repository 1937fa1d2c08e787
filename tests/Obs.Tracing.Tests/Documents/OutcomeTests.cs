using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Fault, error and throttle as the X-Ray SDK sets them: by the status, else by what was said last.</summary>
public sealed class OutcomeTests : IDisposable
{
    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [Theory]
    [InlineData(0, "")]
    [InlineData(100, "")]
    [InlineData(101, "")]
    [InlineData(200, "")]
    [InlineData(204, "")]
    [InlineData(301, "")]
    [InlineData(304, "")]
    [InlineData(399, "")]
    [InlineData(400, "error")]
    [InlineData(418, "error")]
    [InlineData(429, "error,throttle")]
    [InlineData(499, "error")]
    [InlineData(500, "fault")]
    [InlineData(503, "fault")]
    [InlineData(599, "fault")]
    [InlineData(600, "")]
    public void A_status_decides_for_a_request_and_for_a_call(int status, string flags)
    {
        Activity request = _recording.BeginRequest(request: new ServerRequest { Method = "GET", Host = "shop", Path = "/" });
        using (Activity call = _recording.BeginWork("call", ActivityKind.Client)!)
        {
            call.SetTag("http.request.method", "GET").SetTag("http.response.status_code", status);
        }

        _recording.EndRequest(request, new ServerResponse { Status = status });

        JsonObject document = _recording.Documents.Single;
        FlagsOf(document).Should().Be(flags);
        FlagsOf(document["subsegments"]![0]!.AsObject()).Should().Be(flags);
        (document["http"]!["response"]?["status"]?.GetValue<int>() ?? 0).Should().Be(status);
    }

    [Theory]
    [InlineData("fault error", 0, "error")]
    [InlineData("error fault", 0, "fault")]
    [InlineData("throttle fault", 0, "fault,throttle")]
    [InlineData("fault throttle", 0, "error,throttle")]
    [InlineData("exception", 0, "fault")]
    [InlineData("exception", 200, "fault")]
    [InlineData("exception", 404, "error")]
    [InlineData("exception error", 0, "error")]
    [InlineData("error exception", 0, "fault,error")]
    [InlineData("fault", 404, "error")]
    [InlineData("error", 503, "fault")]
    [InlineData("error", 200, "error")]
    public void Of_several_marks_the_last_counts_and_a_status_more_than_any(string marks, int status, string flags)
    {
        Activity request = _recording.BeginRequest(request: new ServerRequest { Method = "GET", Host = "shop", Path = "/" });
        var scope = new SubsegmentScope(request, _recording.Recorder, isOwner: false);
        foreach (string mark in marks.Split(' '))
        {
            _ = mark switch
            {
                "fault" => scope.MarkFault(),
                "error" => scope.MarkError(),
                "throttle" => scope.MarkThrottle(),
                _ => scope.RecordException(new InvalidOperationException("x")),
            };
        }

        _recording.EndRequest(request, new ServerResponse { Status = status });

        FlagsOf(_recording.Documents.Single).Should().Be(flags);
    }

    private static string FlagsOf(JsonObject document) =>
        string.Join(',', new[] { "fault", "error", "throttle" }.Where(document.ContainsKey));
}
