using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.AspNetCore;

internal sealed class ObservabilityOptionsValidator(IServiceProvider services) : IValidateOptions<ObservabilityOptions>
{
    private const int LongestName = 200;

    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        RequireName(failures, "Observability:ServiceName", options.ServiceName);
        RequireName(failures, "Observability:Environment", options.Environment);
        RequireName(failures, "Observability:Version", options.Version);
        RequirePath(failures, options.Endpoint.Path);
        RequirePolicy(failures, options.Endpoint.AuthorizationPolicy);
        RequireSkippedPaths(failures, options.AccessLog.SkipPaths);
        return failures.Build();
    }

    private static void RequireSkippedPaths(ValidateOptionsResultBuilder failures, IList<string> paths)
    {
        for (int i = 0; i < paths.Count; i++)
        {
            if (paths[i] is not ['/', ..])
            {
                failures.AddError($"must start with /; found {Found(paths[i])}.", $"Observability:AccessLog:SkipPaths:{i}");
            }
        }
    }

    private static void RequireName(ValidateOptionsResultBuilder failures, string key, string? value)
    {
        if (value is not null && (value.Length > LongestName || string.IsNullOrWhiteSpace(value)))
        {
            failures.AddError(
                $"must be 1 to {LongestName} characters, not all of them white space; found {Found(value)}.", key);
        }
    }

    private static void RequirePath(ValidateOptionsResultBuilder failures, string? path)
    {
        bool valid = path is { Length: >= 2 and <= LongestName } && path[0] == '/' && path.IndexOfAny(['?', '#', '{', '*', ' ']) < 0;
        if (!valid)
        {
            failures.AddError(
                $"must start with / and be 2 to {LongestName} characters without a query, a template or spaces; found {Found(path)}.",
                "Observability:Endpoint:Path");
        }
    }

    private void RequirePolicy(ValidateOptionsResultBuilder failures, string? policy)
    {
        if (policy is null)
        {
            return;
        }

        const string key = "Observability:Endpoint:AuthorizationPolicy";
        IAuthorizationPolicyProvider? provider = services.GetService<IAuthorizationPolicyProvider>();
        if (provider is null)
        {
            failures.AddError($"must be empty where AddAuthorization() is not called; found {Found(policy)}.", key);
        }
        else if (provider is DefaultAuthorizationPolicyProvider
            && services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.GetPolicy(policy) is null)
        {
            failures.AddError($"must name a policy given to AddAuthorization(); found {Found(policy)}.", key);
        }
    }

    private static string Found(string? value) =>
        value is null ? "nothing" : value.Length > LongestName ? $"{value.Length} characters" : $"\"{value}\"";
}
