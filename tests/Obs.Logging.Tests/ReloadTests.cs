using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class ReloadTests
{
    [Fact]
    public async Task Levels_and_rules_follow_the_configuration_and_wrong_ones_change_nothing()
    {
        var sink = new MemorySink();
        IConfigurationRoot configuration = LoggingTo.With(
            ("Logging:LogLevel:Default", "Warning"), ("Observability:Logging:Redaction:DetectSecrets", "true"));
        await using (ServiceProvider services = LoggingTo.Sink(sink, configuration))
        {
            ILogger logger = services.GetRequiredService<ILogger<ReloadTests>>();
            logger.LogInformation("one");

            Change("Logging:LogLevel:Default", "Information");
            logger.LogInformation("two {Email}", "a@b");

            Change("Observability:Logging:Redaction:Rules:0:Name", "email");
            logger.LogInformation("three {Email}", "a@b");

            Change("Observability:Logging:Sampling:PerTemplatePerSecond", "-1");
            logger.LogInformation("four {Email}", "a@b");
        }

        sink.Lines.Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("message").GetString())
            .Should().Equal("two a@b", "three ***", "four ***");

        void Change(string key, string value)
        {
            configuration[key] = value;
            configuration.Reload();
        }
    }
}
