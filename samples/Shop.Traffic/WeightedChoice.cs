namespace Shop.Traffic;

internal static class WeightedChoice
{
    /// <summary>One of the items, each in proportion to its weight.</summary>
    public static T Pick<T>(this (T Item, int Weight)[] choices, Random random)
    {
        int left = random.Next(choices.Sum(static choice => choice.Weight));
        foreach ((T item, int weight) in choices)
        {
            left -= weight;
            if (left < 0)
            {
                return item;
            }
        }

        throw new ArgumentException("There must be a choice with a weight above zero.", nameof(choices));
    }
}
