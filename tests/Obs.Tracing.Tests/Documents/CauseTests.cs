using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Causes as the X-Ray SDK writes them, for exceptions of every shape.</summary>
public sealed class CauseTests : IDisposable
{
    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void An_exception_that_a_subsegment_has_described_is_named_by_its_id_inside_another_too()
    {
        var inner = new ArgumentException("bad");
        Activity request = _recording.BeginRequest();
        using (SubsegmentScope scope = Begin("work"))
        {
            scope.RecordException(inner);
        }

        Scope(request).RecordException(new InvalidOperationException("wrapped", inner));
        _recording.EndRequest(request);

        JsonObject document = _recording.Documents.Single;
        JsonArray described = document["cause"]!["exceptions"]!.AsArray();
        described.Should().ContainSingle();
        described[0]!["cause"]!.ToString().Should().Be(document["subsegments"]![0]!["cause"]!["exceptions"]![0]!["id"]!.ToString());
    }

    [Fact]
    public void Of_several_causes_at_once_the_first_is_followed()
    {
        JsonArray exceptions = Describe(new AggregateException(
            "both", new InvalidOperationException("first", new FormatException("why")), new TimeoutException("second")));

        exceptions.Select(static e => e!["type"]!.ToString()).Should().Equal(
            nameof(AggregateException), nameof(InvalidOperationException), nameof(FormatException));
        exceptions[0]!["message"]!.ToString().Should().Be("both (first) (second)");
        IsLinked(exceptions);
    }

    [Fact]
    public void An_exception_that_is_its_own_cause_ends()
    {
        var outer = new InvalidOperationException("outer", new FormatException("inner"));
        SetInner(outer.InnerException!, outer);

        JsonArray exceptions = Describe(outer);

        exceptions.Should().HaveCount(2);
        exceptions[0]!["cause"]!.ToString().Should().Be(exceptions[1]!["id"]!.ToString());
        exceptions[1]!["cause"]!.ToString().Should().Be(exceptions[0]!["id"]!.ToString());
    }

    [Theory]
    [InlineData(32, 0)]
    [InlineData(33, 1)]
    [InlineData(500, 468)]
    public void Of_a_long_chain_the_innermost_stays_and_says_how_many_are_skipped(int length, int skipped)
    {
        Exception exception = new FormatException("root cause");
        for (int i = 1; i < length; i++)
        {
            exception = new InvalidOperationException($"level {i}", exception);
        }

        JsonArray exceptions = Describe(exception);

        exceptions.Should().HaveCount(32);
        exceptions[^1]!["message"]!.ToString().Should().Be("root cause");
        (exceptions[^1]!["skipped"]?.GetValue<int>() ?? 0).Should().Be(skipped);
        IsLinked(exceptions);
    }

    [Fact]
    public void An_exception_that_was_never_thrown_has_an_empty_stack() =>
        Describe(new InvalidOperationException("x"))[0]!["stack"]!.AsArray().Should().BeEmpty();

    [Fact]
    public void Of_a_deep_stack_50_frames_stay_and_the_rest_is_counted()
    {
        JsonObject exception = Describe(Thrown(80))[0]!.AsObject();

        exception["stack"]!.AsArray().Should().HaveCount(50);
        exception["truncated"]!.GetValue<int>().Should().BeGreaterThanOrEqualTo(31);
        exception.Select(static field => field.Key).Should()
            .Equal(["id", "message", "type", "remote", "stack", "truncated"], "as in the SDK");
    }

    [Fact]
    public void A_message_that_cannot_be_read_or_is_empty_is_still_one()
    {
        Describe(new Silent())[0]!["message"]!.ToString().Should().Contain(nameof(NotSupportedException));
        Describe(new InvalidOperationException(""))[0]!["message"]!.ToString().Should().BeEmpty();
    }

    [Fact]
    public void A_type_inside_another_and_a_generic_one_are_named_as_the_SDK_names_them()
    {
        Describe(new Nested<int>())[0]!["type"]!.ToString().Should().Be("Nested`1");
        Describe(new Silent())[0]!["type"]!.ToString().Should().Be("Silent");
    }

    private static void IsLinked(JsonArray exceptions)
    {
        for (int i = 0; i < exceptions.Count; i++)
        {
            exceptions[i]!["cause"]?.ToString().Should().Be(i + 1 < exceptions.Count ? exceptions[i + 1]!["id"]!.ToString() : null);
        }
    }

    // Nothing but reflection and old serializers can do it.
    private static void SetInner(Exception exception, Exception inner) =>
        typeof(Exception).GetField("_innerException", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(exception, inner);

    private static InvalidOperationException Thrown(int depth)
    {
        try
        {
            Descend(depth);
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }

        throw new InvalidOperationException("it did not throw");
    }

    private static int Descend(int depth) => depth == 0 ? throw new InvalidOperationException("deep") : Descend(depth - 1) + 1;

    private JsonArray Describe(Exception exception)
    {
        Activity request = _recording.BeginRequest();
        Scope(request).RecordException(exception);
        _recording.EndRequest(request);
        return _recording.Documents.Parsed[^1]["cause"]!["exceptions"]!.AsArray();
    }

    private SubsegmentScope Scope(Activity activity) => new(activity, _recording.Recorder, isOwner: false);

    private SubsegmentScope Begin(string name) => new(_recording.BeginWork(name)!, _recording.Recorder, isOwner: true);

    private sealed class Silent : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    private sealed class Nested<T> : Exception;
}
