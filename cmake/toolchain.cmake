# Every target of ours gets these; the libraries of others are included as system headers and stay untouched.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> -Werror)
# A designated initialiser that leaves a member to its default is how values are made here, not an oversight.
add_compile_options(-Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 is wrong about std::string's operator+ (bug 105329) and about moved std::variant and std::optional.
    add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
    # The same of operator+ in long tests that are optimised.
    set(makegood_test_options -Wno-array-bounds -Wno-stringop-overflow)
endif()

# makegood.so for tills is made of the same objects as the program, so all of them are position independent and
# nothing is exported that is not marked so.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

# With these sloppinesses ccache also works where headers are precompiled (its manual, "Precompiled headers").
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

set(MAKEGOOD_SANITIZE "" CACHE STRING "A -fsanitize= list, or empty")
if(MAKEGOOD_SANITIZE)
    # A null pointer ends the program under ASan anyway, and so does what lies beyond an object; checking each for these,
    # for alignment and for its dynamic type doubles the compiling.
    add_compile_options(
        -fsanitize=${MAKEGOOD_SANITIZE}
        -fno-sanitize=null,alignment,object-size,vptr,nonnull-attribute,returns-nonnull-attribute
        -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MAKEGOOD_SANITIZE})
endif()

# Where CMAKE_UNITY_BUILD is on, the files of one folder are compiled together, three times as fast: the names of a
# folder are each other's. The preset `dev` compiles each file by itself.
function(makegood_by_folder target)
    get_target_property(sources ${target} SOURCES)
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
    foreach(source ${sources})
        get_filename_component(source ${source} ABSOLUTE)
        get_filename_component(group ${source} DIRECTORY)
        string(MAKE_C_IDENTIFIER ${group} group)
        set_property(SOURCE ${source} PROPERTY UNITY_GROUP ${group})
    endforeach()
endfunction()

# What nearly every file includes is read once for all of them, wherever the files of a folder are compiled together
# too; the preset `dev` shows what a file forgot to include. `of` is the first target of those with the same options.
set(makegood_common_headers
    <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream> <functional> <map> <memory> <optional> <set> <span>
    <sstream> <string> <string_view> <thread> <utility> <variant> <vector>)
function(makegood_precompile target of)
    if(NOT CMAKE_UNITY_BUILD OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        return()
    endif()
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    if(${target} STREQUAL ${of})
        target_precompile_headers(${target} PRIVATE ${makegood_common_headers} ${ARGN})
    else()
        target_precompile_headers(${target} REUSE_FROM ${of})
    endif()
endfunction()

# A rule or driver folder is one library of every source below it: a new file is part of it without being listed.
# Folders named after the target's name are left to targets of their own.
function(makegood_library name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    foreach(folder ${ARGN})
        list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${folder}(/|$)")
    endforeach()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    makegood_by_folder(${name})
    makegood_precompile(${name} ${name})
endfunction()
