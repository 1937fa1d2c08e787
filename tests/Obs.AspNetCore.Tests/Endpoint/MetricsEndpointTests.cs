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

    [Fact]
    public async Task It_answers_reads_and_no_other_method()
    {
        await using TestService service = await TestService.StartAsync();

        HttpResponseMessage response = await service.Client.PostAsync("/api/metrics", content: null);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("GET", "HEAD");
    }

    [Fact]
    public async Task To_a_caller_behind_a_proxy_it_is_not_there()
    {
        await using TestService service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        (await service.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task To_a_page_whose_name_was_pointed_at_this_machine_it_is_not_there()
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

    private static void AddOperators(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication("role").AddScheme<AuthenticationSchemeOptions, RoleHeaderHandler>("role", static _ => { });
        builder.Services.AddAuthorization(
            static options => options.AddPolicy("operators", static policy => policy.RequireRole("operator")));
    }
}
