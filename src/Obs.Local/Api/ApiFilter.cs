using Obs.Local.Filters;

namespace Obs.Local.Api;

/// <summary>The filter expression of a request of the page.</summary>
internal static class ApiFilter
{
    /// <summary>Null for none.</summary>
    public static FilterExpression? Read(ApiQuery query)
    {
        try
        {
            return query.Text("filter") is { } text ? FilterExpression.Parse(text) : null;
        }
        catch (FilterSyntaxException exception)
        {
            throw new ApiException(400, exception.Message) { Position = exception.Position };
        }
    }
}
