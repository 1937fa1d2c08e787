using System.CommandLine;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary><c>obs query recipes</c>: the names that <c>--recipe</c> takes.</summary>
internal static class QueryRecipesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("recipes", "Lists the recipes by name and purpose.");
        command.SetAction(_ =>
        {
            int width = RecipeBook.Recipes.Max(static r => r.Name.Length);
            foreach (IGrouping<string, Recipe> category in RecipeBook.Recipes.GroupBy(static r => r.Category))
            {
                terminal.Output.WriteLine(category.Key);
                foreach (Recipe recipe in category)
                {
                    terminal.Output.WriteLine($"  {recipe.Name.PadRight(width)}  {recipe.Purpose}");
                }
            }
        });
        return command;
    }
}
