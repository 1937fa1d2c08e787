using Microsoft.Extensions.Options;

namespace Obs.Tracing.Tests;

public sealed class TracingOptionsValidatorTests
{
    private readonly TracingOptionsValidator _validator = new();

    [Fact]
    public void The_defaults_are_valid() => _validator.Validate(null, new TracingOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void Every_failure_is_named_at_once_with_its_key_what_is_allowed_and_what_was_found()
    {
        var options = new TracingOptions
        {
            StreamAfter = 0,
            MaxLiveTraces = 1,
            BufferBytes = 1,
            DaemonAddress = "nowhere",
            InProgressAfter = TimeSpan.FromHours(2),
            Resource = (ResourceDetection)9,
        };
        options.Sampling.ReservoirPerSecond = -1;
        options.Sampling.FixedRate = 1.5;
        options.Sampling.IncomingPerSecond = 1_000_000;
        options.Sampling.Trust = (IncomingTrust)9;
        options.Sampling.Tail.SlowerThan = TimeSpan.Zero;
        options.Sampling.Tail.PerSecond = 0;
        options.Sampling.SkipPaths.Add("health");
        options.Sampling.Rules.Add(
            new SamplingRuleOptions { Name = "Default", Priority = 0, ReservoirPerSecond = -1, FixedRate = 2, Host = "" });
        options.Sources.Add(" ");
        options.SegmentSources.Add("");
        options.LogGroups.Add("");

        ValidateOptionsResult result = _validator.Validate(null, options);

        result.Failures.Should().Equal(
            "Property Observability:Tracing:Sampling:ReservoirPerSecond: must be 0 to 10000; found -1.",
            "Property Observability:Tracing:Sampling:FixedRate: must be 0 to 1; found 1.5.",
            "Property Observability:Tracing:Sampling:IncomingPerSecond: must be 0 to 100000; found 1000000.",
            "Property Observability:Tracing:Sampling:Trust: must be Limited, Never or Trusted; found 9.",
            "Property Observability:Tracing:Sampling:Tail:SlowerThan: must be 00:00:00.001 to 01:00:00; found 00:00:00.",
            "Property Observability:Tracing:Sampling:Tail:PerSecond: must be 1 to 10000; found 0.",
            "Property Observability:Tracing:Sampling:SkipPaths: must be paths that begin with /, not / itself; found 'health'.",
            "Property Observability:Tracing:Sampling:Rules:0:Name: must be 1 to 32 characters, not Default, and no other rule's; found 'Default'.",
            "Property Observability:Tracing:Sampling:Rules:0:Priority: must be 1 to 9999; found 0.",
            "Property Observability:Tracing:Sampling:Rules:0:ReservoirPerSecond: must be 0 to 10000; found -1.",
            "Property Observability:Tracing:Sampling:Rules:0:FixedRate: must be 0 to 1; found 2.",
            "Property Observability:Tracing:Sampling:Rules:0:Host: must be a pattern such as * or orders-*; found an empty one.",
            "Property Observability:Tracing:StreamAfter: must be 1 to 1000; found 0.",
            "Property Observability:Tracing:MaxLiveTraces: must be 16 to 65536; found 1.",
            "Property Observability:Tracing:BufferBytes: must be 65536 to 1073741824; found 1.",
            "Property Observability:Tracing:InProgressAfter: must be 00:00:00 (never), or 00:00:01 to 01:00:00; found 02:00:00.",
            "Property Observability:Tracing:Resource: must be Auto, None, Ec2, Ecs, Eks, ElasticBeanstalk, Lambda; found 9.",
            "Property Observability:Tracing:DaemonAddress: must be host:port or tcp:host:port udp:host:port; found 'nowhere'.",
            "Property Observability:Tracing:Sources: must be names of activity sources; found an empty one.",
            "Property Observability:Tracing:SegmentSources: must be names of activity sources; found an empty one.",
            "Property Observability:Tracing:LogGroups: must be names of 1 to 512 characters; found ''.");
    }
}
