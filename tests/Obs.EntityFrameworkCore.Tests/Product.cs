namespace Obs.EntityFrameworkCore.Tests;

internal sealed class Product
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
