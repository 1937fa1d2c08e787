namespace Obs.Insights;

/// <summary>Something that can be set before a recipe runs. Immutable.</summary>
public sealed class RecipeParameter
{
    internal RecipeParameter(string name, RecipeParameterType type, string? defaultValue, string description)
    {
        Name = name;
        Type = type;
        DefaultValue = defaultValue;
        Description = description;
    }

    /// <summary>Its name in the query, <c>{{name}}</c>.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public RecipeParameterType Type { get; }

    /// <summary>The value it has when none is given, or null where one must be.</summary>
    public string? DefaultValue { get; }

    /// <summary>What it decides.</summary>
    public string Description { get; }
}
