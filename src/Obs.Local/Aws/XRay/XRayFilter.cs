using Obs.Local.Filters;

namespace Obs.Local.Aws.XRay;

/// <summary>Filter expressions of requests.</summary>
internal static class XRayFilter
{
    /// <summary>Null for none.</summary>
    /// <exception cref="AwsException">It is not a filter expression.</exception>
    public static FilterExpression? Parse(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : FilterExpression.Parse(text);
        }
        catch (FilterSyntaxException exception)
        {
            throw AwsException.XRayRequest(exception.Message);
        }
    }
}
