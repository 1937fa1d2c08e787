using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Logging.Sinks;
using Obs.Logging.Tests.Support;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

/// <summary>Sixty planted secrets, on every way an application has to log something: none is found in anything that is written.</summary>
public sealed class CanaryTests
{
    [Fact]
    public void No_planted_secret_is_found_in_any_entry()
    {
        using var harness = new LogHarness();

        PlantEverywhere(harness.Logger);

        FindIn(string.Join('\n', harness.Lines())).Should().BeEmpty();
        PlantedSecrets.All.Should().HaveCount(60);
    }

    [Fact]
    public void Nor_in_what_the_console_or_a_file_shows()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Join(folder.Path, "app.log");
        using var screen = new MemoryStream();

        ILogSink[] sinks =
        [
            new ConsoleSink(screen, isColoured: true),
            new FileSink(new FileSinkOptions { Path = path, MaxBytes = 1 << 30 }),
        ];
        foreach (ILogSink sink in sinks)
        {
            using ServiceProvider services = LoggingTo.Sink(sink);
            PlantEverywhere(services.GetRequiredService<ILogger<CanaryTests>>());
        }

        string shown = Encoding.UTF8.GetString(screen.ToArray());
        shown.Should().Contain("***");
        FindIn(shown).Should().BeEmpty();
        FindIn(File.ReadAllText(path)).Should().BeEmpty();
    }

    [Fact]
    public void Nor_in_what_a_failed_request_held_back()
    {
        using var harness = new LogHarness(static options => options.Buffer.MaxLevel = LogLevel.Information);
        using (LogBufferScope held = harness.Buffer.Begin())
        {
            PlantEverywhere(harness.Logger);
            held.Write();
        }

        string output = string.Join('\n', harness.Lines());
        output.Should().Contain("***");
        FindIn(output).Should().BeEmpty();
    }

    [Fact]
    public void Nor_where_the_same_text_comes_again_and_again_or_names_the_logger()
    {
        using var harness = new LogHarness();
        foreach ((string text, _) in PlantedSecrets.All)
        {
            ILogger named = harness.CreateLogger(text);
            using IDisposable? scope = named.BeginScope(new KeyValuePair<string, object?>[] { new("Scoped", text) });
            for (int i = 0; i < 5; i++)
            {
                named.LogInformation("again {Text}", text);
            }
        }

        FindIn(string.Join('\n', harness.Lines())).Should().BeEmpty();
    }

    [Fact]
    public void Nor_in_an_address_that_escapes_it_once_or_twice_or_in_a_literal_of_SQL()
    {
        using var harness = new LogHarness();
        foreach ((string text, _) in PlantedSecrets.All)
        {
            string once = Uri.EscapeDataString(text);
            harness.Logger.LogInformation("Asked for {Address}", $"https://bank.example/links/{once}?q={Uri.EscapeDataString(once)}");
            harness.Logger.LogInformation("Executed {Query}", $"SELECT '{text.Replace("'", "''", StringComparison.Ordinal)}', 1");
        }

        string output = string.Join('\n', harness.Lines());
        FindIn(output).Concat(FindIn(Uri.UnescapeDataString(Uri.UnescapeDataString(output)))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("100 % of 5 %2", "100 % of 5 %2")]
    [InlineData("a%zzb%e9%C3%A9%2", "a%zzb%e9%C3%A9%2")]
    [InlineData("/a%20b?x=1%262", "/a%20b?x=1%262")]
    [InlineData("q=Authorization%3A%20Bearer%20abcdef0123&r=1", "q=Authorization%3A%20Bearer%20***")]
    [InlineData("q=card%3D4111111111111111%26r", "q=card%3D***%26r")]
    [InlineData("x%253Fpassword%253Dhunter2%2526y%253D1", "x%253Fpassword%253D***%2526y%253D1")]
    [InlineData("password='';x", "password=***;x")]
    [InlineData("password=''hunter2'';x", "password=***;x")]
    public void What_is_escaped_is_masked_where_it_stands_and_the_rest_stays(string text, string expected)
    {
        using var harness = new LogHarness();

        harness.Logger.LogInformation("{Text}", text);

        harness.Entry().GetProperty("Text").GetString().Should().Be(expected);
    }

    [Fact]
    public void Nor_what_a_database_quotes_in_the_message_of_its_error_if_it_looks_like_a_secret_or_a_rule_knows_it()
    {
        using var harness = new LogHarness(static options => options.Redaction.Rules.Add(new RedactionRule { Pattern = @"[\w.]+@[\w.]+" }));
        foreach (string value in PlantedSecrets.All.Select(static planted => planted.Text).Append("bob@example.com"))
        {
            var error = new InvalidOperationException(
                $"Duplicate entry '{value}' for key 'users.email'",
                new TimeoutException(
                    $"The duplicate key value is ({value}).", new ArgumentException($"invalid input syntax: \"{value}\"")));
            harness.Logger.LogError(new AggregateException(error), "Could not save");
            harness.Logger.LogError(error, "Could not save {Reason}", error.Message);
        }

        string output = string.Join('\n', harness.Lines());
        FindIn(output).Should().BeEmpty();
        output.Should().NotContain("bob@").And.Contain("Duplicate entry '***' for key 'users.email'");
    }

    private static IEnumerable<string> FindIn(string output) =>
        PlantedSecrets.All.Select(static planted => planted.Secret).Where(secret => output.Contains(secret, StringComparison.Ordinal));

    private static void PlantEverywhere(ILogger logger)
    {
        foreach ((string text, _) in PlantedSecrets.All)
        {
            var map = new Dictionary<string, object?>
            {
                ["Inside"] = text,
                ["Deeper"] = new Dictionary<string, object?> { ["List"] = new[] { text } },
            };
            var canary = new Canary(text, new CanaryCage { Text = text, Map = map, Masked = text, Erased = text, Hashed = text });
            using IDisposable? scope = logger.BeginScope(
                new Dictionary<string, object?> { ["Scoped"] = text, ["Map"] = map, ["Canary"] = canary });
            using IDisposable? textScope = logger.BeginScope(text);
            var inner = new InvalidOperationException(
                text, new AggregateException(new ArgumentException(text), new TimeoutException(text)));

            logger.LogInformation("{Text}", text);
            logger.LogInformation("{Map} {@Canary} {Records}", map, canary, new[] { canary });
            logger.LogInformation(new InvalidOperationException("outer", inner), "failed");
            logger.LogInformation(inner, "{Failure}", inner);
            logger.LogInformation("{Anonymous}", new { text, Nested = new { text } });
            logger.LogEntry(new Refusal(text, more: 0, throws: true), inner);
            logger.LogInformation("{Uri}", Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri : null);
            logger.LogInformation("{Number}", long.TryParse(text, out long number) ? number : 0);
            logger.Log(LogLevel.Information, new EventId(1), text, null, static (state, _) => state);
            logger.Log(
                LogLevel.Information, text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }
    }
}
