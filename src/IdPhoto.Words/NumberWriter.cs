using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Words;

/// <summary>Writes numbers as a language does.</summary>
internal sealed class NumberWriter(Language language)
{
    /// <summary>A count or a number in digits.</summary>
    public string Write(Argument argument) => argument switch
    {
        CountArgument count => Grouped(count.Value),
        NumberArgument number => WithoutNegativeZero(number.Value.ToString(Format(number), language.Numbers)),
        _ => throw new ArgumentException("Only counts and numbers are written in digits.", nameof(argument)),
    };

    /// <summary>What a plural rule asks of the number that is written.</summary>
    public static PluralOperands Operands(Argument argument)
    {
        if (argument is QuantityArgument quantity)
            return Operands(quantity.Amount);
        if (argument is CountArgument count)
            return new PluralOperands(Math.Abs((decimal)count.Value), Math.Abs(count.Value), 0);
        NumberArgument number = argument as NumberArgument ?? throw new ArgumentException("Only numbers have plural forms.", nameof(argument));
        string written = Math.Abs(number.Value).ToString(Format(number), CultureInfo.InvariantCulture);
        int point = written.IndexOf('.', StringComparison.Ordinal);
        decimal value = decimal.Parse(written, CultureInfo.InvariantCulture);
        return new PluralOperands(value, (long)value, point < 0 ? 0 : written.Length - point - 1);
    }

    private string Grouped(long value)
        => value.ToString(Math.Abs(value) >= Math.Pow(10, language.FewestGrouped - 1) ? "N0" : "0", language.Numbers);

    private static string WithoutNegativeZero(string written) => written.Any(letter => letter is >= '1' and <= '9') ? written : written.TrimStart('-');

    private static string Format(NumberArgument number)
        => "0." + new string('0', number.LeastDigits) + new string('#', number.MostDigits - number.LeastDigits);
}
