using System.Globalization;
using System.Text;

namespace Obs.Insights.Recipes;

/// <summary>The book as Markdown: a page for each category and an index.</summary>
internal static class RecipeMarkdown
{
    private const string Made = "<!-- Made from src/Obs.Insights/Recipes; a test holds it. Change it there. -->\n\n";

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["errors"] = "Errors and error patterns",
        ["latency"] = "Latency and performance",
        ["sql"] = "SQL",
        ["traffic"] = "Traffic",
        ["business"] = "Business",
        ["drill"] = "Drill-down into one trace, request or order",
        ["volume"] = "Volume and cost",
        ["deploy"] = "Deploys",
    };

    public static Dictionary<string, string> Of(IReadOnlyList<Recipe> recipes)
    {
        var pages = recipes.GroupBy(static r => r.Category).ToDictionary(static g => $"{g.Key}.md", Page);
        pages.Add("README.md", Index(recipes));
        return pages;
    }

    private static string Index(IReadOnlyList<Recipe> recipes)
    {
        var page = new StringBuilder($"{Made}# Recipes\n\n");
        page.Append(CultureInfo.InvariantCulture, $"""
            {recipes.Count} questions that people ask of their logs, each a query for CloudWatch Logs Insights and for
            `obs query --recipe NAME`. Every one runs in a test against entries that the sample shop wrote.
            [query-definitions.json](query-definitions.json) holds them as saved queries of CloudWatch, parameters included;
            [the guide](../../guide/logs-insights.md) says how to load them.

            """);
        foreach (IGrouping<string, Recipe> category in recipes.GroupBy(static r => r.Category))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Titles[category.Key]}\n\n| Recipe | Shows |\n| --- | --- |\n");
            foreach (Recipe recipe in category)
            {
                page.Append(CultureInfo.InvariantCulture, $"| [{recipe.Name}]({category.Key}.md#{recipe.Name}) | {recipe.Purpose} |\n");
            }
        }

        return page.ToString();
    }

    private static string Page(IGrouping<string, Recipe> category)
    {
        var page = new StringBuilder($"{Made}# {Titles[category.Key]}\n");
        foreach (Recipe recipe in category)
        {
            Append(page, recipe);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, Recipe recipe)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {recipe.Name}\n\n{recipe.Purpose}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"```\n{recipe.Query}\n```\n\n");
        IEnumerable<string> fields = recipe.Fields.Select(static f => $"`{f.Replace("|", "` or `", StringComparison.Ordinal)}`");
        page.Append(CultureInfo.InvariantCulture, $"Fields: {string.Join(", ", fields)}\n\n");
        if (recipe.Parameters.Count > 0)
        {
            page.Append("| Parameter | Type | Default | |\n| --- | --- | --- | --- |\n");
            foreach (RecipeParameter parameter in recipe.Parameters)
            {
                string type = parameter.Type.ToString().ToLowerInvariant();
                string value = parameter.DefaultValue ?? "must be given";
                page.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {type} | {value} | {parameter.Description} |\n");
            }

            page.Append('\n');
        }

        page.Append(CultureInfo.InvariantCulture, $"A result:\n\n```\n{recipe.SampleOutput}\n```\n\n");
        page.Append(CultureInfo.InvariantCulture, $"**Look for.** {recipe.LookFor}\n\n**Next.** {recipe.NextStep}\n");
    }
}
