namespace Obs.Insights;

/// <summary>What the values of a recipe's parameter are.</summary>
public enum RecipeParameterType
{
    /// <summary>Text inside quotation marks. Whatever it holds, it stays one text.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A period of the language, such as <c>5m</c> or <c>1d</c>.</summary>
    Period,
}
