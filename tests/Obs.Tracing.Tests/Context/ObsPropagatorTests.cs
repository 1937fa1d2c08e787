using System.Diagnostics;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Context;

public sealed class ObsPropagatorTests : IDisposable
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const string W3C = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly RecordedService _recording = new();
    private readonly ObsPropagator _propagator = new(new LambdaContext(static _ => null));

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void The_AWS_header_comes_before_the_W3C_one()
    {
        Extract(new() { ["X-Amzn-Trace-Id"] = $"{Root};Parent=53995c3f42cd8ad8;Sampled=1", ["traceparent"] = W3C, ["tracestate"] = "a=b" })
            .Should().Be(("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", null));
    }

    [Fact]
    public void Without_it_the_W3C_header_counts()
    {
        Extract(new() { ["X-Amzn-Trace-Id"] = "Root=garbage", ["traceparent"] = W3C, ["tracestate"] = "a=b" }).Should().Be((W3C, "a=b"));
    }

    [Fact]
    public void Trace_state_is_kept_when_both_headers_speak_of_one_trace()
    {
        Extract(new()
        {
            ["X-Amzn-Trace-Id"] = "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=53995c3f42cd8ad8",
            ["traceparent"] = W3C,
            ["tracestate"] = "a=b",
        }).Should().Be(("00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-00", "a=b"));
    }

    [Fact]
    public void A_root_alone_gives_a_parent_that_the_platform_takes()
    {
        (string? parent, _) = Extract(new() { ["X-Amzn-Trace-Id"] = Root });

        ActivityContext.TryParse(parent, null, isRemote: true, out ActivityContext context).Should().BeTrue();
        context.TraceId.ToHexString().Should().Be("5759e988bd862e3fe1be46a994272793");
    }

    [Fact]
    public void Whatever_a_stranger_sends_costs_at_most_a_kilobyte_and_throws_nothing()
    {
        string[] pieces =
            [
                Root, "Parent=53995c3f42cd8ad8", "Sampled=1", "Self=", "=", ";;", W3C, "\0\r\nX: y", "\ud83d", "%3d",
                new string('R', 20_000), new string(';', 5_000), "a=b,c=d",
            ];
        var random = new System.Random(20240102);
        var headers = new Dictionary<string, string?>();
        DistributedContextPropagator.PropagatorGetterCallback getter = (
            object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
            (value, values) = (headers.GetValueOrDefault(name), null);
        Action read = () => _propagator.ExtractTraceIdAndState(headers, getter, out _, out _);
        long most = 0;

        for (int i = 0; i < TestSupport.Nightly.Rounds(always: 20_000, nightly: 1_000_000); i++)
        {
            foreach (string name in _propagator.Fields)
            {
                headers[name] = random.Next(4) == 0
                    ? null
                    : string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)] + ";"));
            }

            most = Math.Max(most, TestSupport.Allocations.OfCall(read, wanted: 1_024));
        }

        most.Should().BeLessThanOrEqualTo(1_024);
    }

    [Fact]
    public void A_recorded_trace_says_so_in_both_headers()
    {
        Activity request = _recording.BeginRequest();

        Dictionary<string, string?> headers = Inject(request);

        headers["X-Amzn-Trace-Id"].Should().Be($"Root=1-{Hex(request)[..8]}-{Hex(request)[8..]};Parent={request.SpanId};Sampled=1");
        headers["traceparent"].Should().Be($"00-{Hex(request)}-{request.SpanId}-01");
        _recording.EndRequest(request);
        Inject(request)["X-Amzn-Trace-Id"].Should().EndWith("Sampled=0", "the segment is closed");
    }

    [Fact]
    public void Baggage_and_trace_state_travel_on_with_our_flag()
    {
        Activity request = _recording.BeginRequest();
        request.SetBaggage("tenant", "blue");
        request.TraceStateString = "a=b";

        Dictionary<string, string?> headers = Inject(request);

        headers["traceparent"].Should().EndWith("-01");
        headers["tracestate"].Should().Be("a=b");
        headers["baggage"].Should().Contain("tenant");
        _recording.EndRequest(request);
    }

    /// <summary>The field is optional (a load balancer sends <c>Root</c> alone), and without it whoever is called decides. A 0 would be a
    /// decision, which nobody has made: it would forbid every service behind this one to record.</summary>
    [Fact]
    public void The_decision_of_another_listener_is_not_ours_and_we_have_made_none()
    {
        using ActivityListener listener = RecordWork();
        using Activity activity = _recording.BeginWork("recorded by someone else")!;

        Dictionary<string, string?> headers = Inject(activity);

        activity.Recorded.Should().BeTrue();
        headers["X-Amzn-Trace-Id"].Should().Be($"Root=1-{Hex(activity)[..8]}-{Hex(activity)[8..]};Parent={activity.SpanId}");
        headers["traceparent"].Should().EndWith("-01", "that flag is the other listener's too");
    }

    [Fact]
    public void Work_of_another_listener_below_a_request_that_we_left_out_says_what_we_decided()
    {
        using var unsampled = new RecordedService(static options => options.Sampling.FixedRate = 0);
        using ActivityListener listener = RecordWork();
        Activity request = unsampled.BeginRequest();
        using Activity activity = _recording.BeginWork("recorded by someone else")!;

        Inject(activity)["X-Amzn-Trace-Id"].Should().EndWith(";Sampled=0");

        activity.Stop();
        unsampled.EndRequest(request);
    }

    [Fact]
    public void A_source_that_the_user_makes_segments_of_is_decided_about_too()
    {
        using var service = new RecordedService(options =>
        {
            options.Sampling.FixedRate = 0;
            options.SegmentSources.Add(_recording.WorkSource);
        });
        using ActivityListener listener = RecordWork();
        using Activity activity = _recording.BeginWork("a message")!;

        Inject(activity)["X-Amzn-Trace-Id"].Should().EndWith(";Sampled=0");
    }

    [Fact]
    public void Fifty_hops_do_not_make_a_header_longer()
    {
        string header = $"Self=1-2-3;{Root};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:2:3;Evil={new string('x', 500)}";
        for (int hop = 0; hop < 50; hop++)
        {
            Activity request = _recording.BeginRequest(header);
            header = Inject(request)["X-Amzn-Trace-Id"]!;
            _recording.EndRequest(request);
            header.Should().MatchRegex("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1;Lineage=1:2:3$");
        }
    }

    [Theory]
    [InlineData(";Lineage=25:a87bd80c:1|b87bd80c:2", ";Lineage=25:a87bd80c:1|b87bd80c:2")]
    [InlineData("; lineage = a:1 ;custom_key=v-1.2", ";lineage=a:1;custom_key=v-1.2")]
    [InlineData(";Self=1-67891234-12456789abcdef012345678;CalledFrom=app", ";CalledFrom=app")]
    [InlineData(";Root=1-00000001-000000000000000000000001;PARENT=1;sampled=0", "")]
    [InlineData(";x=two words;y=\"quoted\";z=a\r\nX-Injected: 1;\u00e4=1;w=\ud83d;=v;k=;;k", "")]
    public void Fields_that_mean_nothing_here_go_on_where_they_are_harmless(string received, string sent)
    {
        Activity request = _recording.BeginRequest($"{Root};Parent=53995c3f42cd8ad8;Sampled=1{received}");
        using Activity work = _recording.BeginWork("work")!;

        foreach (Activity caller in new[] { request, work })
        {
            Inject(caller)["X-Amzn-Trace-Id"].Should().Be($"{Root};Parent={caller.SpanId.ToHexString()};Sampled=1{sent}");
        }
    }

    [Fact]
    public void They_go_on_from_an_unsampled_request_too_and_never_beyond_256_characters()
    {
        string field = $"Key={new string('x', 100)}";
        Activity request = _recording.BeginRequest($"{Root};Sampled=0;{field};{field};{field};Last=1");

        Inject(request)["X-Amzn-Trace-Id"].Should().EndWith($";Sampled=0;{field};{field};Last=1");
    }

    private ActivityListener RecordWork()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == _recording.WorkSource,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Hex(Activity activity) => activity.TraceId.ToHexString();

    private (string?, string?) Extract(Dictionary<string, string> headers)
    {
        _propagator.ExtractTraceIdAndState(headers, Get, out string? traceId, out string? traceState);
        return (traceId, traceState);

        static void Get(object? carrier, string field, out string? value, out IEnumerable<string>? values)
        {
            values = null;
            value = ((Dictionary<string, string>)carrier!).GetValueOrDefault(field);
        }
    }

    private Dictionary<string, string?> Inject(Activity activity)
    {
        var headers = new Dictionary<string, string?>();
        _propagator.Inject(activity, headers, static (carrier, name, value) => ((Dictionary<string, string?>)carrier!)[name] = value);
        return headers;
    }
}
