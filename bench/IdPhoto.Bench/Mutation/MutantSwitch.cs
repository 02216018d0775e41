using Mono.Cecil;
using Mono.Cecil.Cil;

namespace IdPhoto.Bench.Mutation;

/// <summary>Puts a faster switch into a mutated assembly than the one that Stryker put there.</summary>
/// <remarks>
/// Every expression of the core asks it, in the innermost loops too. Stryker's looks at five fields, and takes a lock and searches
/// a list while it notes what was reached; this made the tests of pictures twenty times slower. Here the number of the mutant is a
/// constant to the compiler at run time, and what was reached is one byte each.
/// </remarks>
internal static class MutantSwitch
{
    /// <summary>The environment variable with the number of the mutant that is on; -1 for none.</summary>
    public const string Active = "IDPHOTO_MUTANT";

    /// <summary>The environment variable with the file that a covering assembly writes as its process ends: a byte for each mutant, 1 where it was reached.</summary>
    public const string Reached = "IDPHOTO_MUTANTS_REACHED";

    private const int MostMutants = 1 << 17;

    /// <summary>Writes the assembly whose switch compares with <see cref="Active"/>.</summary>
    /// <param name="mutated">Stryker's assembly.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="wanted">The mutants that may be switched on.</param>
    public static void WriteSwitching(string mutated, string to, IReadOnlySet<int> wanted) => Write(mutated, to, wanted, (module, isActive) =>
    {
        FieldDefinition id = new("Id", FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly, module.TypeSystem.Int32);
        ILProcessor begin = TypeWith(module, id);
        begin.Emit(OpCodes.Ldstr, Active);
        begin.Emit(OpCodes.Call, module.ImportReference(typeof(Environment).GetMethod(nameof(Environment.GetEnvironmentVariable), [typeof(string)])));
        begin.Emit(OpCodes.Call, module.ImportReference(typeof(int).GetMethod(nameof(int.Parse), [typeof(string)])));
        begin.Emit(OpCodes.Stsfld, id);
        begin.Emit(OpCodes.Ret);
        isActive.Emit(OpCodes.Ldarg_0);
        isActive.Emit(OpCodes.Ldsfld, id);
        isActive.Emit(OpCodes.Ceq);
        isActive.Emit(OpCodes.Ret);
    });

    /// <summary>Writes the assembly that has no mutant on and notes which of those wanted are reached.</summary>
    public static void WriteCovering(string mutated, string to, IReadOnlySet<int> wanted) => Write(mutated, to, wanted, (module, isActive) =>
    {
        FieldDefinition seen = new("Seen", FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly, new ArrayType(module.TypeSystem.Byte));
        ILProcessor begin = TypeWith(module, seen);
        begin.Emit(OpCodes.Ldc_I4, MostMutants);
        begin.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
        begin.Emit(OpCodes.Stsfld, seen);
        begin.Emit(OpCodes.Call, module.ImportReference(typeof(AppDomain).GetProperty(nameof(AppDomain.CurrentDomain))!.GetMethod));
        begin.Emit(OpCodes.Ldnull);
        begin.Emit(OpCodes.Ldftn, AtEnd(module, seen));
        begin.Emit(OpCodes.Newobj, module.ImportReference(typeof(EventHandler).GetConstructors()[0]));
        begin.Emit(OpCodes.Callvirt, module.ImportReference(typeof(AppDomain).GetEvent(nameof(AppDomain.ProcessExit))!.AddMethod));
        begin.Emit(OpCodes.Ret);
        isActive.Emit(OpCodes.Ldsfld, seen);
        isActive.Emit(OpCodes.Ldarg_0);
        isActive.Emit(OpCodes.Ldc_I4_1);
        isActive.Emit(OpCodes.Stelem_I1);
        isActive.Emit(OpCodes.Ldc_I4_0);
        isActive.Emit(OpCodes.Ret);
    });

    private static void Write(string mutated, string to, IReadOnlySet<int> wanted, Action<ModuleDefinition, ILProcessor> rewrite)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(mutated);
        ModuleDefinition module = assembly.MainModule;
        // Stryker compiles for a debugger, and the compiler at run time then optimises nothing.
        foreach (CustomAttribute debuggable in assembly.CustomAttributes.Where(attribute => attribute.AttributeType.Name == "DebuggableAttribute").ToArray())
            assembly.CustomAttributes.Remove(debuggable);
        MethodDefinition isActive = module.GetTypes().Single(type => type.Name == "MutantControl").Methods.Single(method => method.Name == "IsActive");
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            // Compiled at once, a method would ask before the number is known to be a constant.
            method.AggressiveOptimization = false;
            Quieten(method.Body, wanted);
        }
        isActive.Body = new MethodBody(isActive);
        isActive.AggressiveInlining = true;
        rewrite(module, isActive.Body.GetILProcessor());
        assembly.Write(to);
    }

    // Stryker mutates all of the core and leaves the choice to its own runner: who asks for another mutant gets 'no' as a constant,
    // and the compiler drops what would follow a 'yes'.
    private static void Quieten(MethodBody body, IReadOnlySet<int> wanted)
    {
        foreach (Instruction call in body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Call && instruction.Operand is MethodReference { Name: "IsActive" }))
        {
            if (wanted.Contains(Number(call.Previous)))
                continue;
            (call.Previous.OpCode, call.Previous.Operand) = (OpCodes.Nop, null);
            (call.OpCode, call.Operand) = (OpCodes.Ldc_I4_0, null);
        }
    }

    private static int Number(Instruction constant) => constant.OpCode.Code switch
    {
        Code.Ldc_I4 => (int)constant.Operand,
        Code.Ldc_I4_S => (sbyte)constant.Operand,
        >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8 => constant.OpCode.Code - Code.Ldc_I4_0,
        _ => throw new InvalidDataException("Stryker asks for a mutant in another way than before."),
    };

    // The static constructor of a type of its own, which holds the field.
    private static ILProcessor TypeWith(ModuleDefinition module, FieldDefinition field)
    {
        TypeDefinition type = new("IdPhoto.Mutants", "Switch", TypeAttributes.Class | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        MethodDefinition begin = new(
            ".cctor", MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName | MethodAttributes.HideBySig, module.TypeSystem.Void);
        type.Fields.Add(field);
        type.Methods.Add(begin);
        module.Types.Add(type);
        return begin.Body.GetILProcessor();
    }

    private static MethodDefinition AtEnd(ModuleDefinition module, FieldDefinition seen)
    {
        MethodDefinition end = new("AtEnd", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        end.Parameters.Add(new ParameterDefinition(module.TypeSystem.Object));
        end.Parameters.Add(new ParameterDefinition(module.ImportReference(typeof(EventArgs))));
        ILProcessor body = end.Body.GetILProcessor();
        body.Emit(OpCodes.Ldstr, Reached);
        body.Emit(OpCodes.Call, module.ImportReference(typeof(Environment).GetMethod(nameof(Environment.GetEnvironmentVariable), [typeof(string)])));
        body.Emit(OpCodes.Ldsfld, seen);
        body.Emit(OpCodes.Call, module.ImportReference(typeof(File).GetMethod(nameof(File.WriteAllBytes), [typeof(string), typeof(byte[])])));
        body.Emit(OpCodes.Ret);
        seen.DeclaringType.Methods.Add(end);
        return end;
    }
}
