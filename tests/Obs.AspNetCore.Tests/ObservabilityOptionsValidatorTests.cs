using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.AspNetCore.Tests;

public sealed class ObservabilityOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Validate(new ObservabilityOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void All_failures_are_named_at_once_with_key_range_and_value()
    {
        var options = new ObservabilityOptions
        {
            ServiceName = " ",
            Environment = new string('e', 201),
            Endpoint = { Path = "api/metrics" },
        };

        Validate(options).Failures.Should().Equal(
            "Property Observability:ServiceName: must be 1 to 200 characters, not all of them white space; found \" \".",
            "Property Observability:Environment: must be 1 to 200 characters, not all of them white space; found 201 characters.",
            "Property Observability:Endpoint:Path: must start with / and be 2 to 200 characters without a query, a template or spaces; "
            + "found \"api/metrics\".");
    }

    [Fact]
    public void A_policy_needs_authorization_in_the_application() =>
        Validate(WithPolicy("ops")).Failures.Should().Equal(
            "Property Observability:Endpoint:AuthorizationPolicy: must be empty where AddAuthorization() is not called; found \"ops\".");

    [Fact]
    public void A_policy_has_to_exist() =>
        Validate(WithPolicy("ops"), static services => services.AddAuthorization()).Failures.Should().Equal(
            "Property Observability:Endpoint:AuthorizationPolicy: must name a policy given to AddAuthorization(); found \"ops\".");

    [Fact]
    public void A_known_policy_is_valid() =>
        Validate(WithPolicy("ops"), static services => services.AddAuthorization(
            static options => options.AddPolicy("ops", static policy => policy.RequireRole("ops")))).Succeeded.Should().BeTrue();

    private static ObservabilityOptions WithPolicy(string policy) => new() { Endpoint = { AuthorizationPolicy = policy } };

    private static ValidateOptionsResult Validate(ObservabilityOptions options, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        configure?.Invoke(services);
        return new ObservabilityOptionsValidator(services.BuildServiceProvider()).Validate(null, options);
    }
}
