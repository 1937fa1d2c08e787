using System.Text.Json.Serialization;

namespace Shop.Storefront.Checkout;

/// <summary>How the lines of an order are written, made by the compiler: nothing is left to reflection.</summary>
[JsonSerializable(typeof(OrderedItem[]))]
internal sealed partial class OrderedItemsJson : JsonSerializerContext;
