using System.CommandLine;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary><c>obs query recipes</c>: the names that <c>--recipe</c> takes, one recipe in full, or all as saved queries.</summary>
internal static class QueryRecipesCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("name") { Description = "A recipe to show in full.", Arity = ArgumentArity.ZeroOrOne };
        var definitions = new Option<bool>("--definitions") { Description = "Print all as JSON that aws logs put-query-definition takes." };
        var command = new Command("recipes", "Lists the recipes by name and purpose.") { name, definitions };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is { } wanted && RecipeBook.Find(wanted) is null)
            {
                result.AddError($"There is no recipe {wanted}; obs query recipes lists them.");
            }
        });
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(definitions))
            {
                terminal.Output.Write(RecipeBook.ToQueryDefinitions());
            }
            else if (arguments.GetValue(name) is { } wanted)
            {
                Show(RecipeBook.Find(wanted)!, terminal.Output);
            }
            else
            {
                List(terminal.Output);
            }
        });
        return command;
    }

    private static void List(TextWriter output)
    {
        int width = RecipeBook.Recipes.Max(static r => r.Name.Length);
        foreach (IGrouping<string, Recipe> category in RecipeBook.Recipes.GroupBy(static r => r.Category))
        {
            output.WriteLine(category.Key);
            foreach (Recipe recipe in category)
            {
                output.WriteLine($"  {recipe.Name.PadRight(width)}  {recipe.Purpose}");
            }
        }
    }

    private static void Show(Recipe recipe, TextWriter output)
    {
        output.WriteLine($"{recipe.Name} ({recipe.Category}): {recipe.Purpose}");
        output.WriteLine($"Fields: {string.Join(", ", recipe.Fields)}");
        foreach (RecipeParameter parameter in recipe.Parameters)
        {
            string value = parameter.DefaultValue is { } given ? $"default {given}" : "must be given";
            string type = parameter.Type.ToString().ToLowerInvariant();
            output.WriteLine($"--param {parameter.Name}=… ({type}, {value}): {parameter.Description}");
        }

        output.WriteLine();
        output.WriteLine(recipe.Query);
        output.WriteLine();
        output.WriteLine(recipe.SampleOutput);
        output.WriteLine();
        output.WriteLine($"Look for: {recipe.LookFor}");
        output.WriteLine($"Next: {recipe.NextStep}");
    }
}
