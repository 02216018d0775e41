using IdPhoto.Messages;

namespace IdPhoto.Cli.Tables;

/// <summary>Numbers of a table, with the units that rules name.</summary>
internal static class Amount
{
    /// <summary>What is allowed; empty where there is no limit.</summary>
    public static Argument Range(double? min, double? max, Func<double, Argument> quantity, Func<double, Argument> number) => (min, max) switch
    {
        (double least, double most) when least == most => quantity(least),
        (double least, double most) => Message.Of("units.range", ("min", number(least)), ("max", quantity(most))),
        (double least, null) => Message.Of("units.at-least", ("min", quantity(least))),
        (null, double most) => Message.Of("units.at-most", ("max", quantity(most))),
        _ => "",
    };

    /// <summary>A number with its unit.</summary>
    /// <param name="number">The number.</param>
    /// <param name="unit">As a rule names it, such as 'mm', '%' or 'inter-eye distances'; empty for none.</param>
    public static Argument Of(NumberArgument number, string unit) => unit.Length == 0 ? number : new QuantityArgument(number, Units.Named(unit));
}
