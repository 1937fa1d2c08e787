namespace Worker;

/// <summary>Who orders.</summary>
internal sealed class Customer
{
    public int Id { get; set; }

    public string Address { get; set; } = "";
}
