namespace Shop.Storefront.Data;

/// <summary>The words that the catalogue is made of.</summary>
internal static class CatalogueWords
{
    public static readonly (string Slug, string Name, string[] Things)[] Categories =
    [
        ("books", "Books", ["Atlas", "Cookbook", "Field Guide", "Novel", "Poetry Collection", "Travel Journal", "Sketchbook"]),
        ("kitchen", "Kitchen", ["Chef's Knife", "Cutting Board", "Espresso Maker", "Frying Pan", "Kettle", "Mixing Bowl", "Pepper Mill"]),
        ("garden", "Garden", ["Bird House", "Hand Trowel", "Hose Reel", "Plant Pot", "Pruning Shears", "Rain Gauge", "Watering Can"]),
        ("cycling", "Cycling", ["Bell", "Frame Bag", "Headlight", "Multi-tool", "Pannier", "Saddle", "Track Pump"]),
        ("lighting", "Lighting", ["Candle Holder", "Desk Lamp", "Floor Lamp", "Lantern", "Night Light", "Pendant", "Reading Light"]),
        ("audio", "Audio", ["Bookshelf Speaker", "Earphones", "Headphones", "Metronome", "Microphone", "Radio", "Turntable"]),
        ("stationery", "Stationery", ["Calendar", "Fountain Pen", "Letter Set", "Notebook", "Pencil Case", "Ruler", "Stapler"]),
        ("toys", "Toys", ["Building Blocks", "Kite", "Marble Run", "Music Box", "Puzzle", "Spinning Top", "Wooden Train"]),
    ];

    public static readonly string[] Makes =
        [
            "Alder", "Birch", "Brass", "Canvas", "Cedar", "Copper", "Cork", "Enamel", "Felt", "Linen", "Maple", "Oak", "Slate", "Steel",
            "Walnut", "Wool",
        ];

    public static readonly string[] Lines =
        ["Classic", "Compact", "Everyday", "Fjord", "Harbour", "Heritage", "Meadow", "Nordic", "Studio", "Summit", "Traveller", "Workshop"];

    public static readonly string[] Praise =
    [
        "Sturdy and well made, I use it every day.", "Bought it as a gift and had to order a second one.",
        "Exactly as described, arrived on time.",
        "The finish is lovely and feels warm in the hand.", "Lighter than I expected, which is a good thing.", "My children fight over it.",
        "After a year it still looks like new.", "Simple, honest and beautiful.", "Worth every cent.",
        "The packaging was plastic free, thank you.",
    ];

    public static readonly string[] Complaints =
    [
        "The colour is darker than in the picture.", "A little smaller than I thought.", "One corner was scratched when it came.",
        "The instructions could be clearer.", "Delivery took longer than promised.", "Fine for the price, nothing more.",
        "It squeaks after a few weeks.", "I had to send the first one back.",
    ];
}
