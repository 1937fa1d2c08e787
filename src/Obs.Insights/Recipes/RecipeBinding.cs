using System.Text;
using Obs.Insights.Values;

namespace Obs.Insights.Recipes;

/// <summary>Puts values where a recipe's query names its parameters. A text stays inside its quotation marks, whatever it holds.</summary>
internal static class RecipeBinding
{
    public static string Bind(Recipe recipe, IReadOnlyDictionary<string, string> values)
    {
        var failures = new List<string>();
        failures.AddRange(values.Keys
            .Where(name => recipe.Parameters.All(p => p.Name != name))
            .Select(static name => $"{name} is not a parameter of it"));
        var query = new StringBuilder(recipe.Query);
        foreach (RecipeParameter parameter in recipe.Parameters)
        {
            string? value = values.GetValueOrDefault(parameter.Name) ?? parameter.DefaultValue;
            if (value is null)
            {
                failures.Add($"{parameter.Name} must be given ({parameter.Description.TrimEnd('.')})");
            }
            else if (Expected(parameter.Type, value) is { } expected)
            {
                failures.Add($"{parameter.Name} must be {expected}; found {value}");
            }
            else
            {
                query.Replace($"{{{{{parameter.Name}}}}}", parameter.Type == RecipeParameterType.Text ? Escape(value) : value);
            }
        }

        return failures.Count == 0
            ? query.ToString()
            : throw new ArgumentException($"The recipe {recipe.Name} cannot run: {string.Join("; ", failures)}.", nameof(values));
    }

    // What a value of the type looks like, if this is not one.
    private static string? Expected(RecipeParameterType type, string value) => type switch
    {
        RecipeParameterType.Number when !IsNumber(value) => "a number",
        RecipeParameterType.Period when !IsPeriod(value) => "a period such as 5m or 1d",
        _ => null,
    };

    // In the query a number has no sign of its own: -5 would be taken away from what stands before it.
    private static bool IsNumber(string value) =>
        value.Length > 0 && char.IsAsciiDigit(value[0]) && NumberText.TryParse(Encoding.UTF8.GetBytes(value), out _);

    private static bool IsPeriod(string value)
    {
        int digits = value.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0
            && PeriodUnits.Find(value[digits..]) is not null
            && long.TryParse(value.AsSpan(0, digits), out long amount) && amount is >= 1 and <= Period.LongestAmount;
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
