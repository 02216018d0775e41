namespace IdPhoto.RuntimeTrimmer;

/// <summary>What has to be known of a module to see which of its functions can be reached.</summary>
/// <param name="Imported">How many functions come from outside; the module's own are numbered after them.</param>
/// <param name="Entered">The functions that are called from outside: exports, and the one that runs at the start.</param>
/// <param name="Addressed">The functions whose address is taken, in tables.</param>
/// <param name="Bodies">Where each own function's body lies in the module, its length before it left out.</param>
/// <param name="Code">Where the section of the bodies lies, with its head.</param>
internal sealed record WasmModule(int Imported, IReadOnlyList<int> Entered, IReadOnlyList<int> Addressed, IReadOnlyList<Range> Bodies, Range Code)
{
    private const int Head = 8, Import = 2, Export = 7, Start = 8, Element = 9, CodeSection = 10;

    /// <exception cref="FormatException">It is no module, or has a form that is not known here.</exception>
    public static WasmModule Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("\0asm\u0001\0\0\0"u8))
            throw new FormatException("It is no WebAssembly module of version 1.");
        WasmReader reader = new(bytes);
        reader.Take(Head);
        int imported = 0;
        List<int> entered = [], addressed = [];
        List<Range> bodies = [];
        Range code = default;
        while (!reader.AtEnd)
        {
            int from = reader.At;
            int id = reader.Byte(), length = reader.Number(), begin = reader.At;
            WasmReader section = new(reader.Take(length));
            switch (id)
            {
                case Import: imported = CountImports(ref section); break;
                case Export: ReadExports(ref section, entered); break;
                case Start: entered.Add(section.Number()); break;
                case Element: ReadElements(ref section, addressed); break;
                case CodeSection: ReadBodies(ref section, begin, bodies); code = from..reader.At; break;
            }
        }
        return new WasmModule(imported, entered, addressed, bodies, code);
    }

    private static int CountImports(ref WasmReader section)
    {
        int functions = 0;
        for (int left = section.Number(); left > 0; left--)
        {
            section.Run();
            section.Run();
            switch (section.Byte())
            {
                case 0: section.Number(); functions++; break;
                case 1: section.Byte(); SkipLimits(ref section); break;
                case 2: SkipLimits(ref section); break;
                case 3: section.Take(2); break;
                case 4: section.Byte(); section.Number(); break;
                default: throw new FormatException("An import is of a kind that is not known here.");
            }
        }
        return functions;
    }

    private static void SkipLimits(ref WasmReader section)
    {
        bool bounded = (section.Byte() & 1) != 0;
        section.SkipNumber();
        if (bounded)
            section.SkipNumber();
    }

    private static void ReadExports(ref WasmReader section, List<int> entered)
    {
        for (int left = section.Number(); left > 0; left--)
        {
            section.Run();
            bool function = section.Byte() == 0;
            int index = section.Number();
            if (function)
                entered.Add(index);
        }
    }

    // What compilers write: the first table, from a constant place on, and function by function.
    private static void ReadElements(ref WasmReader section, List<int> addressed)
    {
        const byte Constant = 0x41, End = 0x0b;
        for (int left = section.Number(); left > 0; left--)
        {
            if (section.Number() != 0 || section.Byte() != Constant)
                throw new FormatException("A table is filled in a way that is not known here.");
            section.SkipNumber();
            if (section.Byte() != End)
                throw new FormatException("A table is filled in a way that is not known here.");
            for (int functions = section.Number(); functions > 0; functions--)
                addressed.Add(section.Number());
        }
    }

    private static void ReadBodies(ref WasmReader section, int begin, List<Range> bodies)
    {
        for (int left = section.Number(); left > 0; left--)
        {
            int length = section.Number(), from = begin + section.At;
            section.Take(length);
            bodies.Add(from..(from + length));
        }
    }
}
