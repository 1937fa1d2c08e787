using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Obs.AspNetCore.Tests.Support;

namespace Obs.AspNetCore.Tests.Endpoint;

public sealed class MetricsEndpointTests
{
    [Theory]
    [InlineData("window=yesterday")]
    [InlineData("window=0")]
    [InlineData("window=-5m")]
    [InlineData("window=99999999999999999999")]
    public async Task A_window_that_is_none_is_a_400_that_says_what_is_allowed(string query)
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await service.Client.GetAsync("/api/metrics?" + query);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("10s, 5m, 1h");
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("text/html, */*;q=0.8", "application/json")]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", "application/openmetrics-text")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/vnd.obs.hdrhistogram+json", "application/vnd.obs.hdrhistogram+json")]
    [InlineData("*/*;q=0.1, TEXT/CSV;q=0.2", "text/csv")]
    [InlineData("application/json;q=0.1, text/*", "text/csv")]
    [InlineData("application/json;q=0, */*", "application/openmetrics-text")]
    [InlineData("text/csv, application/json", "text/csv")]
    [InlineData("no media type at all", "application/json")]
    public async Task The_form_is_the_one_the_caller_accepts(string accept, string expected)
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await GetAsync(service, "/api/metrics", "Accept", accept);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be(expected);
        response.Headers.Vary.Should().Equal("Accept");
    }

    [Theory]
    [InlineData("image/png", "/api/metrics", HttpStatusCode.NotAcceptable, "text/csv")]
    [InlineData("*/*;q=0", "/api/metrics", HttpStatusCode.NotAcceptable, "text/csv")]
    [InlineData("text/csv, application/json;q=0, text/*;q=0", "/api/metrics?window=never", HttpStatusCode.BadRequest, "10s, 5m, 1h")]
    [InlineData("text/csv", "/api/metrics?series=true", HttpStatusCode.BadRequest, "application/json only")]
    [InlineData("application/openmetrics-text", "/api/metrics?window=5m", HttpStatusCode.BadRequest, "no parameter but name")]
    [InlineData("*/*", "/api/metrics?from=0", HttpStatusCode.BadRequest, "within what is kept")]
    [InlineData("*/*", "/api/metrics?window=5m&window=6m", HttpStatusCode.BadRequest, "given once")]
    [InlineData("*/*", "/api/metrics?p=99", HttpStatusCode.BadRequest, "allowed are window, from, to")]
    public async Task What_cannot_be_answered_says_what_can(string accept, string path, HttpStatusCode expected, string text)
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await GetAsync(service, path, "Accept", accept);

        response.StatusCode.Should().Be(expected);
        (await response.Content.ReadAsStringAsync()).Should().Contain(text);
    }

    [Theory]
    [InlineData("", "", "text/html", "<title>Metrics of catalogue</title>")]
    [InlineData("", "text/markdown", "text/markdown", "# Metrics of catalogue")]
    [InlineData("?format=csv&window=5m", "text/html", "text/csv", "section,name,dimensions")]
    [InlineData("?format=JSON", "", "application/json", "\"series\":{\"times\":")]
    public async Task The_report_comes_in_the_form_asked_for(string query, string accept, string expected, string text)
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await GetAsync(service, "/api/metrics/report" + query, "Accept", accept);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be(expected);
        (await response.Content.ReadAsStringAsync()).Should().Contain(text);
    }

    [Fact]
    public async Task The_page_of_the_report_may_load_and_run_nothing()
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await service.Client.GetAsync("/api/metrics/report");

        response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'; style-src 'sha256-")
            .And.EndWith("frame-ancestors 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Theory]
    [InlineData("/api/metrics/report?format=pdf", "format must be one of html, markdown, json, csv.")]
    [InlineData("/api/metrics?format=html", "format must be one of json, openmetrics, csv, histograms.")]
    [InlineData("/api/metrics/report?window=never", "10s, 5m, 1h")]
    [InlineData("/api/metrics/report?percentiles=50,101", "from 0 to 100")]
    [InlineData("/api/metrics?percentiles=-1", "from 0 to 100")]
    [InlineData("/api/metrics?percentiles=NaN", "from 0 to 100")]
    [InlineData("/api/metrics?from=1970-01-01T00:00:00Z", "within what is kept")]
    [InlineData("/api/metrics?from=2999-01-01T00:00:00Z", "within what is kept")]
    [InlineData("/api/metrics?to=2026-01-01T00:00:00Z", "to must come with from")]
    [InlineData("/api/metrics?series=perhaps", "true or false")]
    [InlineData("/api/metrics?name=", "1 to 512 characters")]
    public async Task A_question_that_is_none_is_a_400_that_says_what_is(string path, string expected)
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await service.Client.GetAsync(path);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain(expected);
    }

    [Fact]
    public async Task The_report_is_kept_from_strangers_like_the_metrics()
    {
        await using TestService service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/metrics/report") { Headers = { Host = "evil.example" } };

        (await service.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await service.Client.GetAsync("/api/metrics/other")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await service.Client.GetAsync("/api/metricsx")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Until_a_window_closes_a_caller_who_has_the_answer_gets_no_other()
    {
        await using TestService service = await TestService.StartAsync();
        HttpResponseMessage first = await service.Client.GetAsync("/api/metrics");

        HttpResponseMessage again = await GetAsync(service, "/api/metrics", "If-None-Match", first.Headers.ETag!.ToString());
        HttpResponseMessage listed = await GetAsync(service, "/api/metrics", "If-None-Match", $"\"older\", {first.Headers.ETag}");
        HttpResponseMessage any = await GetAsync(service, "/api/metrics", "If-None-Match", "*");
        HttpResponseMessage other = await GetAsync(service, "/api/metrics", "If-None-Match", "W/\"older\"");

        // A window may close between the two: then the answer has another tag.
        again.StatusCode.Should().Be(again.Headers.ETag!.Equals(first.Headers.ETag) ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        listed.StatusCode.Should().Be(listed.Headers.ETag!.Equals(first.Headers.ETag) ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        any.StatusCode.Should().Be(HttpStatusCode.NotModified);
        other.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task T10_Two_hundred_callers_at_once_are_all_answered()
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage[] responses = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => service.Client.GetAsync("/api/metrics?series=true")));

        responses.Should().OnlyContain(static r => r.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_answers_reads_and_no_other_method()
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await service.Client.PostAsync("/api/metrics", content: null);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("GET", "HEAD");
    }

    [Fact]
    public async Task T10_To_a_caller_behind_a_proxy_it_is_not_there()
    {
        await using TestService service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        (await service.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task T10_To_a_page_whose_name_was_pointed_at_this_machine_it_is_not_there()
    {
        await using TestService service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/metrics") { Headers = { Host = "evil.example" } };

        (await service.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Remote_callers_are_answered_where_the_configuration_says_so()
    {
        await using TestService service = await TestService.StartAsync(new() { ["Observability:Endpoint:AllowRemote"] = "true" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/metrics") { Headers = { Host = "metrics.internal" } };

        (await service.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("guest", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.OK)]
    public async Task A_policy_decides_alone(string? role, HttpStatusCode expected)
    {
        await using TestService service = await TestService.StartAsync(
            new() { ["Observability:Endpoint:AuthorizationPolicy"] = "operators" }, AddOperators);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/metrics");
        request.Headers.Add(RoleHeaderHandler.Header, role);

        (await service.Client.SendAsync(request)).StatusCode.Should().Be(expected);
    }

    [Fact]
    public async Task It_moves_to_the_path_it_is_given()
    {
        await using TestService service = await TestService.StartAsync(new() { ["Observability:Endpoint:Path"] = "/internal/numbers" });

        (await service.Client.GetAsync("/internal/numbers")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await service.Client.GetAsync("/api/metrics")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<HttpResponseMessage> GetAsync(TestService service, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await service.Client.SendAsync(request);
    }

    private static void AddOperators(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication("role").AddScheme<AuthenticationSchemeOptions, RoleHeaderHandler>("role", static _ => { });
        builder.Services.AddAuthorization(
            static options => options.AddPolicy("operators", static policy => policy.RequireRole("operator")));
    }
}
