namespace Obs.Planted;

internal sealed record PlantedObject(string Text, long Number, string Password)
{
    public IReadOnlyList<string> Texts => [Text, Text];
}
