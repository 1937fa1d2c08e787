using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Password")]
    [InlineData("userPassword")]
    [InlineData("db_password")]
    [InlineData("ClientSecret")]
    [InlineData("access_token")]
    [InlineData("Authorization")]
    [InlineData("x-api-key")]
    [InlineData("ConnectionString")]
    [InlineData("Iban")]
    public void A_value_under_a_secret_s_name_is_written_nowhere(string name)
    {
        using var harness = new LogHarness(static o => o.Redaction.Rules.Add(new RedactionRule { Name = "*iban" }));
        using IDisposable? scope = harness.Logger.BeginScope(
            new Dictionary<string, object?>
            {
                ["Nested"] = new Dictionary<string, object?> { [name] = "s3cr3t" },
                ["my" + name] = "s3cr3t",
            });

        harness.Logger.Log(
            LogLevel.Information,
            new EventId(0),
            new KeyValuePair<string, object?>[] { new(name, "s3cr3t"), new("{OriginalFormat}", $"is {{{name}}}") },
            null,
            static (state, _) => "is s3cr3t");

        harness.Lines().Single().Should().NotContain("s3cr3t");
        harness.Entry().GetProperty("message").GetString().Should().Be("is ***");
    }

    [Theory]
    [InlineData("Host=db;Username=app;Password=s3cr3t;Pooling=true", "Host=db;Username=app;Password=***;Pooling=true")]
    [InlineData("pwd='s3;cr3t' and more", "pwd=*** and more")]
    [InlineData("Authorization: Bearer s3cr3t.x.y", "Authorization: Bearer ***")]
    [InlineData("Password=s3cr3t", "Password=***")]
    [InlineData("Password=\"s3cr3t", "Password=***")]
    public void A_secret_that_looks_like_one_is_masked_inside_text(string text, string expected)
    {
        using var harness = new LogHarness();

        harness.Logger.LogError(new InvalidOperationException(text), "{Text}", text);

        JsonElement entry = harness.Entry();
        entry.GetProperty("Text").GetString().Should().Be(expected);
        entry.GetProperty("message").GetString().Should().Be(expected);
        entry.GetProperty("exceptionMessage").GetString().Should().Be(expected);
        harness.Lines().Single().Should().NotContain("s3cr3t").And.NotContain("cr3t");
    }

    [Theory]
    [InlineData("CancellationToken")]
    [InlineData("TokenCount")]
    [InlineData("PasswordResetUrl")]
    public void A_harmless_name_is_left_alone(string name)
    {
        using var harness = new LogHarness();
        using IDisposable? scope = harness.Logger.BeginScope(new Dictionary<string, object?> { [name] = "value" });

        harness.Logger.LogInformation("x");

        harness.Entry().GetProperty(name).GetString().Should().Be("value");
    }
}
