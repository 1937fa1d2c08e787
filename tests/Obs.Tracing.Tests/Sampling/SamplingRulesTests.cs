using System.Diagnostics;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Sampling;

public sealed class SamplingRulesTests
{
    private static readonly ServerRequest Post = new()
    {
        Method = "POST",
        Scheme = "https",
        Host = "api.example.com:8443",
        Path = "/orders/42",
    };

    [Fact]
    public void The_lowest_priority_that_matches_decides_and_the_others_count_nothing()
    {
        using RecordedService recording = Create(
            new SamplingRuleOptions { Name = "late", Priority = 20, ReservoirPerSecond = 0, FixedRate = 1 },
            new SamplingRuleOptions { Name = "gets", Priority = 1, HttpMethod = "GET", ReservoirPerSecond = 0, FixedRate = 1 },
            new SamplingRuleOptions
            {
                Name = "orders",
                Priority = 10,
                UrlPath = "/orders/*",
                Host = "*.EXAMPLE.com",
                ReservoirPerSecond = 2,
                FixedRate = 0,
            });

        Send(recording, Post, 3);

        recording.Documents.Texts.Should().HaveCount(2);
        recording.Statistics.Rules.Select(static rule => (rule.Name, rule.Requests, rule.Sampled)).Should().Equal(
            ("gets", 0, 0), ("orders", 3, 2), ("late", 0, 0), ("Default", 0, 0));
    }

    [Fact]
    public void A_rule_for_another_service_is_not_ours()
    {
        using RecordedService recording = Create(new SamplingRuleOptions { Name = "theirs", ServiceName = "payments*" });

        recording.Statistics.Rules.Select(static rule => rule.Name).Should().Equal("Default");
    }

    [Fact]
    public void Work_without_a_request_matches_only_what_takes_anything()
    {
        using RecordedService recording = Create(
            new SamplingRuleOptions { Name = "paths", UrlPath = "/*", FixedRate = 1 },
            new SamplingRuleOptions { Name = "all", FixedRate = 1 });

        Send(recording, default, 1);

        recording.Statistics.Rules.Single(static rule => rule.Requests == 1).Name.Should().Be("all");
    }

    [Fact]
    public void The_name_of_the_rule_stands_in_the_document_as_the_SDK_writes_it()
    {
        using RecordedService recording = Create(new SamplingRuleOptions { Name = "orders-post" });
        Activity request = recording.BeginRequest("Root=1-5759e988-bd862e3fe1be46a994272793", start: RecordedService.Start);
        RecordedService.EndAt(request, 250.125);

        GoldenDocument.ShouldMatch(recording.Documents.Single, "22-sampling-rule-name");
    }

    [Fact]
    public void A_decision_of_the_caller_names_no_rule_and_counts_for_none()
    {
        using RecordedService recording = Create(new SamplingRuleOptions { Name = "all" });
        recording.EndRequest(recording.BeginRequest("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"));

        recording.Documents.Texts.Single().Should().NotContain("sampling_rule_name");
        recording.Statistics.Rules.Sum(static rule => rule.Requests).Should().Be(0);
    }

    [Fact]
    public void A_condition_of_the_application_leaves_a_request_out()
    {
        using var recording = new RecordedService(
            static options => options.Sampling.SkipWhen(static request => request.Method == "OPTIONS"));

        Send(recording, new ServerRequest { Method = "OPTIONS", Path = "/orders" }, 2);
        Send(recording, Post, 1);

        recording.Statistics.Skipped.Should().Be(2);
        recording.Documents.Texts.Should().HaveCount(1);
    }

    [Fact]
    public void A_condition_that_keeps_throwing_is_not_asked_any_more_and_costs_no_request()
    {
        int asked = 0;
        using var recording = new RecordedService(
            options => options.Sampling.SkipWhen(_ => throw new InvalidOperationException($"{++asked}")));

        Send(recording, Post, 30);

        asked.Should().Be(10);
        recording.Statistics.PredicateFailures.Should().Be(10);
        recording.Documents.Texts.Should().HaveCount(30);
    }

    private static RecordedService Create(params SamplingRuleOptions[] rules) => new(options =>
    {
        foreach (SamplingRuleOptions rule in rules)
        {
            options.Sampling.Rules.Add(rule);
        }
    });

    private static void Send(RecordedService recording, ServerRequest request, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Activity.Current = null;
            recording.EndRequest(recording.BeginRequest(request: request));
        }
    }
}
