using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Text of queries that others put on their activities is theirs, literals and all; what is sent is its shape.</summary>
public sealed class ForeignQueryTests
{
    [Theory]
    [InlineData("Npgsql", "db.query.text")]
    [InlineData("Npgsql", "db.statement")]
    [InlineData("Obs.SomebodyElse", "db.query.text")]
    public void A_secret_in_the_text_of_a_query_is_not_sent(string source, string tag)
    {
        using var recording = new RecordedService();
        using var foreign = new ActivitySource(source);
        Activity request = recording.BeginRequest();
        using (Activity query = foreign.StartActivity("query", ActivityKind.Client)!)
        {
            query.SetTag("db.system.name", "postgresql");
            query.SetTag("db.namespace", "shop");
            query.SetTag("server.address", "db.example.com");
            query.SetTag(tag, "SELECT $$hunter2$$, E'it\\'s hunter2' FROM users WHERE password = 'hunter2' AND id = $1 -- hunter2");
        }

        recording.EndRequest(request);

        JsonNode sql = recording.Documents.Single["subsegments"]![0]!["sql"]!;
        sql["sanitized_query"]!.ToString().Should().Be("SELECT ?, ? FROM users WHERE password = ? AND id = $1");
        recording.Documents.Texts.Single().Should().NotContain("hunter2");
    }
}
