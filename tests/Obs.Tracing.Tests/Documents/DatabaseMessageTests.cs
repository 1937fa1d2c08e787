using System.Data.Common;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Databases quote values in their messages: none of that reaches a document.</summary>
public sealed class DatabaseMessageTests
{
    private const string Quoting = "Duplicate entry 'bob@example.com' for key 'users.email'";

    [Fact]
    public void The_message_of_a_database_exception_is_its_code() =>
        MessagesOf(new FakeDbException(Quoting, "23000")).Should().Equal("SQLSTATE 23000 (message not recorded: it may quote data)");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bob@example.com")]
    [InlineData("23 '0")]
    public void Without_a_state_it_is_the_number_of_the_error(string? state) =>
        MessagesOf(new FakeDbException(Quoting, state)).Should().Equal("error 1062 (message not recorded: it may quote data)");

    [Fact]
    public void An_exception_around_it_that_repeats_its_message_does_not_get_around_that()
    {
        var inner = new FakeDbException(Quoting, "23000");

        MessagesOf(new InvalidOperationException($"Could not save: {Quoting}!", inner)).Should().Equal(
            "Could not save: SQLSTATE 23000 (message not recorded: it may quote data)!",
            "SQLSTATE 23000 (message not recorded: it may quote data)");
        string.Join('|', MessagesOf(new AggregateException(new TimeoutException("slow"), inner))).Should()
            .NotContain("bob").And.Contain("slow");
        string.Join('|', MessagesOf(new AggregateException(new InvalidOperationException(Quoting, inner)))).Should().NotContain("bob");
    }

    [Fact]
    public void Other_exceptions_say_what_they_say() =>
        MessagesOf(new InvalidOperationException("it's over", new TimeoutException("5 s"))).Should().Equal("it's over", "5 s");

    [Fact]
    public void With_the_option_messages_are_kept() =>
        MessagesOf(new FakeDbException(Quoting, "23000"), static options => options.RecordSqlMessages = true).Should().Equal(Quoting);

    [Fact]
    public void An_exception_that_a_driver_left_as_an_event_says_its_type_alone()
    {
        using var recording = new RecordedService();
        Activity request = recording.BeginRequest();
        Activity call = recording.BeginWork("sql", ActivityKind.Client)!;
        call.SetTag("db.system.name", "postgresql");
        call.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection
        {
            ["exception.type"] = "Npgsql.PostgresException",
            ["exception.message"] = Quoting,
            ["exception.stacktrace"] = Quoting,
        }));
        call.Stop();
        recording.EndRequest(request);

        JsonNode exception = recording.Documents.Single["subsegments"]![0]!["cause"]!["exceptions"]![0]!;
        exception["type"]!.ToString().Should().Be("PostgresException");
        recording.Documents.Texts.Single().Should().NotContain("bob");
    }

    private static IEnumerable<string> MessagesOf(Exception exception, Action<TracingOptions>? configure = null)
    {
        using var recording = new RecordedService(configure);
        Activity request = recording.BeginRequest();
        new SubsegmentScope(request, recording.Recorder, isOwner: false).RecordException(exception);
        recording.EndRequest(request);
        return [.. recording.Documents.Single["cause"]!["exceptions"]!.AsArray().Select(static e => e!["message"]!.ToString())];
    }

    private sealed class FakeDbException(string message, string? state) : DbException(message, 1062)
    {
        public override string? SqlState => state;
    }
}
