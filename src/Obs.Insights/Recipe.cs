using Obs.Insights.Recipes;

namespace Obs.Insights;

/// <summary>A query that answers a question people ask of their logs again and again, with what to make of the answer. Immutable.</summary>
public sealed class Recipe
{
    internal Recipe(string category, string name, RecipeText text)
    {
        Category = category;
        Name = name;
        Purpose = text.Purpose;
        Fields = text.Fields;
        Parameters = text.Parameters;
        LookFor = text.LookFor;
        NextStep = text.NextStep;
        SampleOutput = text.SampleOutput;
        Query = text.Query;
    }

    /// <summary>What it is about: errors, latency, sql, traffic, business, drill (into one trace, request or order), volume or
    /// deploy.</summary>
    public string Category { get; }

    /// <summary>Its name, unique among all recipes.</summary>
    public string Name { get; }

    /// <summary>What it shows, in one sentence.</summary>
    public string Purpose { get; }

    /// <summary>The fields that the log entries should carry. <c>a|b</c> means either of two.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>What can be set before it runs.</summary>
    public IReadOnlyList<RecipeParameter> Parameters { get; }

    /// <summary>What in the result deserves attention, and what it means.</summary>
    public string LookFor { get; }

    /// <summary>What to ask next.</summary>
    public string NextStep { get; }

    /// <summary>A result as <c>obs query</c> prints it, taken from a log of the sample shop.</summary>
    public string SampleOutput { get; }

    /// <summary>The query, with <c>{{name}}</c> where a parameter goes, as query definitions of CloudWatch have it.</summary>
    public string Query { get; }

    /// <summary>Makes a query of it that runs, with the defaults of all parameters.</summary>
    /// <exception cref="ArgumentException">A parameter has no default.</exception>
    public string Bind() => Bind(new Dictionary<string, string>());

    /// <summary>Makes a query of it that runs.</summary>
    /// <param name="values">Values of parameters by name; a parameter that is not among them has its default.</param>
    /// <exception cref="ArgumentException">A value is missing, is not of its parameter's type, or belongs to no parameter. All that is
    /// wrong stands in the message.</exception>
    public string Bind(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return RecipeBinding.Bind(this, values);
    }
}
