using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Asks the application's own authentication and authorization, ahead of its pipeline.</summary>
internal static class PolicyAuthorizer
{
    /// <summary>Whether the caller meets the policy; where not, the response is the scheme's own challenge or refusal.</summary>
    public static async Task<bool> AuthorizeAsync(HttpContext context, string policyName)
    {
        IServiceProvider services = context.RequestServices;
        AuthorizationPolicy? policy = await services.GetRequiredService<IAuthorizationPolicyProvider>()
            .GetPolicyAsync(policyName).ConfigureAwait(false);
        if (policy is null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return false;
        }

        await AuthenticateByDefaultAsync(context, policy).ConfigureAwait(false);
        IPolicyEvaluator evaluator = services.GetRequiredService<IPolicyEvaluator>();
        AuthenticateResult who = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        PolicyAuthorizationResult result = await evaluator.AuthorizeAsync(policy, who, context, context).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return true;
        }

        await RefuseAsync(context, policy, challenged: result.Challenged).ConfigureAwait(false);
        return false;
    }

    // A policy without schemes of its own means the default one, which the application's UseAuthentication() has not run yet.
    private static async Task AuthenticateByDefaultAsync(HttpContext context, AuthorizationPolicy policy)
    {
        if (policy.AuthenticationSchemes.Count == 0 && await HasDefaultSchemeAsync(context).ConfigureAwait(false))
        {
            AuthenticateResult result = await context.AuthenticateAsync().ConfigureAwait(false);
            context.User = result.Principal ?? context.User;
        }
    }

    private static async Task RefuseAsync(HttpContext context, AuthorizationPolicy policy, bool challenged)
    {
        string? scheme = policy.AuthenticationSchemes.Count > 0 ? policy.AuthenticationSchemes[0] : null;
        if (scheme is null && !await HasDefaultSchemeAsync(context).ConfigureAwait(false))
        {
            context.Response.StatusCode = challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        }
        else if (challenged)
        {
            await context.ChallengeAsync(scheme).ConfigureAwait(false);
        }
        else
        {
            await context.ForbidAsync(scheme).ConfigureAwait(false);
        }
    }

    private static async Task<bool> HasDefaultSchemeAsync(HttpContext context) =>
        context.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes
        && await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) is not null;
}
