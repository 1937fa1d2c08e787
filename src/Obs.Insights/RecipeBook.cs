using System.Reflection;
using Obs.Insights.Recipes;

namespace Obs.Insights;

/// <summary>The recipes that come with the package, each a file of its own.</summary>
public static class RecipeBook
{
    private const string Extension = ".insights";

    // The order of an investigation: what fails, what is slow and why, who is affected, and what changed.
    private static readonly string[] Order = ["errors", "latency", "sql", "traffic", "business", "drill", "volume", "deploy"];
    private static readonly Lazy<IReadOnlyList<Recipe>> Book = new(Read);

    /// <summary>All recipes, by category and name.</summary>
    public static IReadOnlyList<Recipe> Recipes => Book.Value;

    /// <summary>The recipe of a name, or null.</summary>
    /// <param name="name">The name; upper and lower case are the same.</param>
    public static Recipe? Find(string name) =>
        Recipes.FirstOrDefault(recipe => recipe.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The book as Markdown: one page per category and an index, by file name.</summary>
    public static IReadOnlyDictionary<string, string> ToMarkdown() => RecipeMarkdown.Of(Recipes);

    /// <summary>The book as saved queries of CloudWatch: a JSON array of what <c>PutQueryDefinition</c> takes, parameters
    /// included.</summary>
    public static string ToQueryDefinitions() => QueryDefinitions.Of(Recipes);

    private static List<Recipe> Read()
    {
        Assembly assembly = typeof(RecipeBook).Assembly;
        var recipes = new List<Recipe>();
        foreach (string resource in assembly.GetManifestResourceNames().Where(static n => n.EndsWith(Extension, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            string[] path = resource[..^Extension.Length].Split('/');
            recipes.Add(new Recipe(path[0], path[1], RecipeText.Parse(reader.ReadToEnd())));
        }

        return [.. recipes.OrderBy(static r => Array.IndexOf(Order, r.Category)).ThenBy(static r => r.Name, StringComparer.Ordinal)];
    }
}
